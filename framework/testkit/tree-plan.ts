import type { ErrorKind } from '../source/error.ts'

/** A tree to test a backend with. It can be sent to another process as JSON. Paths are relative to its root. */
export interface TreePlan {
  /** How long programs wait for the tracker, milliseconds. */
  readonly deadline: number
  /** By path; the folders on the way there are made, complete and listed. */
  readonly nodes: Readonly<Record<string, PlannedNode>>
  /** What the tracker says when it is asked for a path. Without an answer it has no such thing. */
  readonly answers?: Readonly<Record<string, Answer>>
  /** Present when it may be written. */
  readonly writes?: PlannedWrites
}

/** What becomes of what programs write. */
export interface PlannedWrites {
  /** The folders in which new files are something new; all folders but the root are writable. */
  readonly makes?: Readonly<Record<string, 'issues' | 'attachments'>>
  /** Whether issues may be deleted. @default false */
  readonly allowDelete?: boolean
}

/** Something that was handed over to be saved. */
export interface RecordedSave {
  readonly what: 'save' | 'comment' | 'create' | 'attach' | 'remove' | 'refresh'
  /** The path of the document, or the one that was to be made. */
  readonly path: string
  /** '' for what has none. */
  readonly text: string
}

export type PlannedNode = PlannedText | PlannedAbsence | PlannedFile | PlannedLink | PlannedFolder

/** A document that is stored. */
export interface PlannedText {
  readonly text: string
  /** Milliseconds since 1970 UTC. @default `plannedTime` */
  readonly mtime?: number
  /** Resolves by name, is in no listing. */
  readonly hidden?: boolean
  /** Whether programs may write it. @default false */
  readonly writable?: boolean
}

/** A document of which only the name is known. */
export interface PlannedAbsence {
  readonly absent: true
}

/** A file of so many bytes, which are `patternBytes` and asked for at each read. */
export interface PlannedFile {
  readonly size: number
}

export interface PlannedLink {
  readonly link: string
}

export interface PlannedFolder {
  /** `absent`: its names have to be asked for. */
  readonly folder: 'ready' | 'absent'
  readonly hidden?: boolean
  /** So many short documents, `000000.md` and on. */
  readonly entries?: number
}

/** What the tracker says, after so many milliseconds (0 when absent). */
export type Answer = { readonly after?: number } & (
  | { readonly says: 'text'; readonly text: string }
  | { readonly says: 'complete' }
  | { readonly says: 'error'; readonly kind: ErrorKind }
  | { readonly says: 'nothing-ever' }
)

/** Something that happens to a planned tree while it is attached. */
export type Step =
  | { readonly do: 'write'; readonly path: string; readonly text: string; readonly mtime?: number }
  | { readonly do: 'remove'; readonly path: string }
  | { readonly do: 'link'; readonly path: string; readonly target: string }
  | { readonly do: 'answer'; readonly path: string; readonly answer: Answer }
  /** Saves of a path are refused from now on, or accepted again, after so many milliseconds. */
  | { readonly do: 'refuse'; readonly path: string; readonly kind?: ErrorKind; readonly after?: number }
  /** Does nothing; gives what happened so far. */
  | { readonly do: 'count' }

/** How often the tracker was asked, by path. */
export type Counts = Readonly<Record<string, number>>

/** When everything was changed last that does not say otherwise; the milliseconds matter. */
export const plannedTime = Date.UTC(2026, 0, 2, 3, 4, 5, 678)

/** The bytes of a `PlannedFile`; each place tells where it is. */
export function patternBytes(offset: number, length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => {
    const place = offset + index
    return (place ^ (place >> 8) ^ (place >> 16)) & 255
  })
}

/** The name of an entry of a `PlannedFolder`. */
export function entryName(number: number): string {
  return `${String(number).padStart(6, '0')}.md`
}
