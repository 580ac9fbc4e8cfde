import { locateEmulator, locatePlugin } from '../../plugin/locate.ts'

/** What the tests of writing use of an emulator, whichever tracker it shows. */
export interface Emulator {
  readonly env: Readonly<Record<string, string>>
  readonly control: {
    edit(key: string, fields: object): void
    comment(key: string, body: string): string
    create(project: string, fields: object): string
    label?(repository: string, name: string): void
    faults(plan: object | undefined): void
    latency(milliseconds: number): void
    offline(state: boolean): void
  }
  close(): Promise<void>
}

/** An issue as its tracker has it, read past the mount. What moves with every change (times, counts) is left out. */
export interface Snapshot {
  readonly title: string
  /** As the tracker keeps it: text, or a document. */
  readonly body: unknown
  readonly comments: readonly string[]
  /** Names of files. */
  readonly attachments: readonly string[]
  /** The one that the tests change. */
  readonly field: string
  readonly rest: Readonly<Record<string, unknown>>
}

/** A replacement in the text of a file. */
export interface Replacement {
  readonly from: string
  readonly to: string
}

/** A tracker, and how its issues are made and read without a mount. */
export interface TestTracker {
  readonly name: string
  /** The folder of its issues, below the mount. */
  readonly folder: string
  /** A line of the front matter, what it becomes, and what nobody knows; `value` is what the tracker then has. */
  readonly field: Replacement & { readonly unknown: string; readonly value: string }
  /** Whether a description can be changed; else the title stands in. */
  readonly hasBody: boolean
  readonly hasAttachments: boolean
  /** The front matter that a new issue can't do without. */
  readonly required: string
  start(options: object): Promise<Emulator>
  /** Makes an issue that has everything to change; gives its key. */
  make(emulator: Emulator, title: string): string
  /** The name of its file. */
  fileOf(key: string): string
  read(emulator: Emulator, key: string): Promise<Snapshot>
  /** All issues of the folder. */
  everything(emulator: Emulator): Promise<readonly Snapshot[]>
}

/** The text of each issue that is made, and a comment on it. */
export const body = 'The first paragraph stays.\n\nHere is an oldword to change.\n\nThe last paragraph stays.'
export const remark = 'A remark of somebody else.'

/** A piece of an answer of which only some keys matter. */
export type Json = Readonly<Record<string, unknown>>

export async function startNamed(name: string, options: object): Promise<Emulator> {
  const module = locateEmulator(locatePlugin(name, process.cwd()))!
  const { startEmulator } = (await import(module.href)) as { startEmulator(options: object): Promise<Emulator> }
  return startEmulator(options)
}

export async function get<T>(url: string, headers: Readonly<Record<string, string>>): Promise<T> {
  const response = await fetch(url, { headers })
  if (!response.ok) throw new Error(`${response.status} of ${url}: ${await response.text()}`)
  return (await response.json()) as T
}
