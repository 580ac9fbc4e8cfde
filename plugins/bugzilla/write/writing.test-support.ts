import type { Call, Edit, Field, FieldEdit, FrontValue, Got, TextEdit, Write } from 'issuefs/source'
import { testCall } from '../call.test-support.ts'
import type { EmulatorOptions } from '../emulator/index.ts'
import type { Bug } from '../model/bug.ts'
import type { BugzillaOptions } from '../options.ts'
import { type Bench, bench } from '../reading.test-support.ts'

/** What of an edit a test names. */
export type Changes = Partial<Omit<Edit, 'id' | 'key' | 'entity'>>

/** A session on an emulator whose bugs are written as the kernel writes them. */
export interface Desk extends Bench {
  readonly call: Call
  readonly write: Write<string, Bug>
  /** The number of a new bug of another user. */
  made(fields?: Readonly<Record<string, unknown>>): number
  read(id: number): Promise<Bug>
  front(id: number): Promise<Readonly<Record<string, FrontValue>>>
  save(id: number, changes: Changes): Promise<void>
  /** Fields from what Bugzilla has. */
  set(id: number, fields: Readonly<Record<string, FrontValue>>): Promise<void>
  say(id: number, words: string): Promise<void>
  fields(id: number, names?: readonly string[]): Promise<readonly Field[]>
}

export async function desk(options: EmulatorOptions = {}, extra: Partial<BugzillaOptions> = {}): Promise<Desk> {
  const it = await bench({ issues: 20, ...options }, { products: ['Demo'], ...extra })
  const call = testCall()
  const write = it.bugs.write as Write<string, Bug>
  const of = (id: number) => ({ id: String(id), key: { product: 'Demo', id } })
  const self: Desk = {
    ...it,
    call,
    write,
    made: (fields = {}) => Number(it.emulator.control.create('Demo', { summary: 'A summary', ...fields })),
    async read(id) {
      const [got] = await it.bugs.fetch([of(id)], call)
      if (got?.status !== 'fresh') throw new Error(`bug ${id} is ${got?.status}`, { cause: got })
      return (got as Extract<Got<Bug>, { status: 'fresh' }>).entity
    },
    front: async id => it.bugs.render(await self.read(id), of(id).key).front,
    async save(id, changes) {
      const edit = { fields: [], sections: [], comments: [], ...changes }
      await write.update!({ ...of(id), entity: await self.read(id), ...edit }, call)
    },
    async set(id, fields) {
      const front = await self.front(id)
      await self.save(id, { fields: Object.entries(fields).map(([name, to]) => field(name, front[name], to)) })
    },
    say: async (id, words) =>
      write.comment!({ ...of(id), entity: await self.read(id), text: text(undefined, words), mark: 'm' }, call),
    fields: async (id, names) =>
      write.fields!({ of: 'issue', ...of(id), entity: await self.read(id), ...(names && { names }) }, call),
    [Symbol.asyncDispose]: () => it[Symbol.asyncDispose](),
  }
  return self
}

/** A change of a field, its elements compared. */
export function field(name: string, from: FrontValue, to: FrontValue): FieldEdit {
  const [before, after] = [elements(from), elements(to)]
  return {
    name,
    from,
    to,
    added: after.filter(one => !before.includes(one)),
    removed: before.filter(one => !after.includes(one)),
  }
}

function elements(value: FrontValue): readonly (string | number)[] {
  if (value === undefined || value === null || value === '') return []
  if (typeof value === 'object') return value
  return [typeof value === 'boolean' ? String(value) : value]
}

/** A text that was shown for `origin`, and is to be `markdown`. */
export function text(origin: string | undefined, markdown: string): TextEdit {
  const shown = origin?.replaceAll('\r\n', '\n').trim() ?? ''
  const was = origin === undefined ? [] : [{ origin, markdown: shown }]
  return { format: 'plain', markdown, blocks: [{ kind: 'changed', markdown, nodes: [], was }] }
}
