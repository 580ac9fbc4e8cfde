import {
  type Document,
  type Edit,
  type FieldEdit,
  type FrontValue,
  isSourceError,
  type TextEdit,
  type Write,
} from 'issuefs/source'
import { testCall } from '../call.test-support.ts'
import type { EmulatorOptions, Flavour } from '../emulator/index.ts'
import type { Issue } from '../model/issue.ts'
import { bench } from '../reading.test-support.ts'
import type { ISSUE } from '../routes/paths.ts'

/** What a test changes of an issue. */
export interface Changes {
  readonly fields?: Readonly<Record<string, FrontValue>>
  readonly title?: string
  readonly body?: TextEdit
  readonly sections?: Edit['sections']
  readonly comments?: Edit['comments']
}

/** A session on an emulator, with saves made by hand as the kernel makes them. */
export async function writer(flavour: Flavour, options: EmulatorOptions = {}) {
  const it = await bench({ flavour, issues: 12, projects: ['DEMO', 'OPS'], ...options }, { projects: ['DEMO', 'OPS'] })
  const call = testCall()
  const write = it.issues.write as unknown as Required<Write<typeof ISSUE, Issue>>
  const keyOf = (key: string) => ({ project: key.slice(0, key.lastIndexOf('-')), key })

  async function read(key: string) {
    const [got] = await it.issues.fetch([{ key: keyOf(key) }], call)
    if (got?.status !== 'fresh') throw new Error(`${key} is ${got?.status}`)
    const entity = got.entity as Issue
    const document: Document = it.issues.render(entity, got.key)
    return { id: got.id, key: keyOf(key), entity, document, front: document.front }
  }

  type Present = Awaited<ReturnType<typeof read>>
  const editOf = ({ id, key, entity, front }: Present, changes: Changes): Edit<typeof key, Issue> => ({
    id,
    key,
    entity,
    fields: Object.entries(changes.fields ?? {}).map(([name, to]) => fieldEdit(name, front[name], to)),
    sections: changes.sections ?? [],
    comments: changes.comments ?? [],
    ...(changes.title !== undefined && { title: changes.title }),
    ...(changes.body && { body: changes.body }),
  })

  return {
    ...it,
    call,
    write,
    read,
    editOf,
    /** Saves against the issue as it is now; gives it as it is afterwards. */
    async save(key: string, changes: Changes): Promise<Present> {
      await write.update(editOf(await read(key), changes), call)
      return read(key)
    },
    /** Why a save is refused. */
    async refusal(key: string, changes: Changes): Promise<string> {
      return reason(write.update(editOf(await read(key), changes), call))
    },
    fieldsOf: async (key: string, names?: readonly string[]) =>
      write.fields({ of: 'issue', ...(await read(key)), ...(names && { names }) }, call),
    [Symbol.asyncDispose]: it[Symbol.asyncDispose],
  }
}

/** `kind: sentence` of what an attempt fails with. */
export async function reason(attempt: Promise<unknown>): Promise<string> {
  try {
    await attempt
  } catch (error) {
    return isSourceError(error) ? `${error.kind}: ${error.message}` : String(error)
  }
  return 'nothing was refused'
}

/** The difference of one value, as the kernel gives it. */
export function fieldEdit(name: string, from: FrontValue, to: FrontValue): FieldEdit {
  const list = (value: FrontValue) => (Array.isArray(value) ? (value as readonly (string | number)[]) : [])
  const [before, after] = [list(from), list(to)]
  return {
    name,
    from,
    to,
    added: after.filter(one => !before.includes(one)),
    removed: before.filter(one => !after.includes(one)),
  }
}

/** A text of new paragraphs alone. */
export function newText(markdown: string): TextEdit {
  const blocks = markdown.split('\n\n').map(block => ({
    kind: 'changed' as const,
    markdown: block,
    nodes: [{ type: 'paragraph' as const, children: [{ type: 'text' as const, value: block }] }],
    was: [],
  }))
  return { format: undefined, markdown, blocks }
}

/** A text whose block at `place` is replaced, all others kept. */
export function editedText(text: Document['body'], place: number, markdown: string): TextEdit {
  const blocks = text.blocks.map((block, index) =>
    index === place
      ? { ...newText(markdown).blocks[0]!, was: [{ origin: block.origin, markdown: '' }] }
      : { kind: 'kept' as const, origin: block.origin },
  )
  return { format: text.format, markdown, blocks }
}
