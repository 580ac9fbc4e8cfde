import type { AnyDocuments, Call, Edit, Field, FieldEdit, FrontValue, Got, TextEdit, Write } from 'issuefs/source'
import { testCall } from '../call.test-support.ts'
import type { EmulatorOptions } from '../emulator/index.ts'
import type { Entity } from '../model/entity.ts'
import type { JsonObject } from '../model/json.ts'
import { type Bench, bench, DEMO } from '../reading.test-support.ts'

/** What of an edit a test names. */
export type Changes = Partial<Omit<Edit, 'id' | 'key' | 'entity'>>

/** A session on an emulator whose issues are written as the kernel writes them. */
export interface Desk extends Bench {
  readonly call: Call
  readonly write: Write<string, Entity>
  readonly key: (number: number) => { readonly owner: string; readonly repo: string; readonly number: number }
  /** The number of a new issue, or a new pull request. */
  made(fields?: JsonObject): number
  /** As GitHub has it now. */
  read(number: number): Promise<Entity>
  front(number: number): Promise<Readonly<Record<string, FrontValue>>>
  save(number: number, changes: Changes): Promise<void>
  /** One field, from what GitHub has. */
  set(number: number, name: string, to: FrontValue): Promise<void>
  fields(number: number, names?: readonly string[]): Promise<readonly Field[]>
}

export async function desk(options: EmulatorOptions = {}, kind: 'issues' | 'pulls' = 'issues'): Promise<Desk> {
  const it = await bench({ issues: 10, ...options })
  const call = testCall()
  const route = it[kind] as AnyDocuments
  const write = route.write as Write<string, Entity>
  const key = (number: number) => ({ ...DEMO, number })
  const id = (number: number) => `acme/demo#${number}`
  const self: Desk = {
    ...it,
    call,
    write,
    key,
    made: (fields = {}) =>
      Number(
        it.emulator.control.create('acme/demo', { title: 'A title', pull: kind === 'pulls', ...fields }).split('#')[1],
      ),
    async read(number) {
      const [got] = await route.fetch([{ key: key(number), id: id(number) }], call)
      if (got?.status !== 'fresh') throw new Error(`#${number} is ${got?.status}`, { cause: got })
      return (got as Extract<Got<Entity>, { status: 'fresh' }>).entity
    },
    front: async number => route.render(await self.read(number), key(number)).front,
    async save(number, changes) {
      const entity = await self.read(number)
      const edit = { fields: [], sections: [], comments: [], ...changes }
      await write.update!({ id: id(number), key: key(number), entity, ...edit }, call)
    },
    set: async (number, name, to) => self.save(number, { fields: [field(name, (await self.front(number))[name], to)] }),
    fields: async (number, names) =>
      write.fields!(
        { of: 'issue', key: key(number), id: id(number), entity: await self.read(number), ...(names && { names }) },
        call,
      ),
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
  return { format: 'markdown', markdown, blocks: [{ kind: 'changed', markdown, nodes: [], was }] }
}
