import { expect } from 'vitest'
import { writableFields } from '../../edit/index.ts'
import type { Field, FieldKind } from '../../source/write.ts'
import type { OpenSource, SourceCase } from '../source-fixture.ts'
import { present } from './reading.ts'
import { fieldsOf, lacks, scopeOf, writable } from './writing.ts'

const kinds: readonly FieldKind[] = [
  'text',
  'number',
  'boolean',
  'date',
  'time',
  'choice',
  'person',
  'issue',
  'duration',
]

const page = 'What larger trackers add'

/** The fields that may be written, of an issue that is there and of a new one. */
export const fieldCases: readonly SourceCase[] = [
  {
    name: 'the fields of an issue are named, with their allowed values',
    read: page,
    needless: open => lacks(open, 'update') ?? lacks(open, 'fields'),
    async run(open) {
      const { write, item } = await writable(open)
      const issue = await present(open, item)
      soundFields(await fieldsOf(open, write, issue))
    },
  },
  {
    name: 'fields that are asked for by name are the same as among all',
    read: page,
    needless: open => lacks(open, 'update') ?? lacks(open, 'fields'),
    async run(open) {
      const { write, item } = await writable(open)
      const issue = await present(open, item)
      for (const field of (await fieldsOf(open, write, issue)).slice(0, 6)) {
        const found = (await fieldsOf(open, write, issue, [field.name])).find(({ name }) => name === field.name)
        expect(found, `"${field.name}", asked for alone: it is checked by what is answered then.`).toEqual(field)
      }
    },
  },
  {
    name: 'the fields of a new issue are named, with their allowed values',
    read: page,
    needless: open => lacks(open, 'create') ?? lacks(open, 'fields'),
    async run(open) {
      soundFields(await newFields(open))
    },
  },
]

/** The fields of a new issue beside the first that can be written. */
export async function newFields(open: OpenSource): Promise<readonly Field[]> {
  const { write, item } = await writable(open)
  return writableFields(write, { of: 'new', scope: scopeOf(open, item), given: {} }, open.call())
}

function soundFields(fields: readonly Field[]): void {
  const names = fields.map(({ name }) => name)
  expect(new Set(names).size, `Each field is named once, not ${names.join(', ')}.`).toBe(names.length)
  for (const { name, kind, values, note, default: usual } of fields) {
    expect(kinds, `The kind of "${name}"`).toContain(kind)
    expect(name, 'A name is the key of the front matter: one line.').toMatch(/^[^\n]+$/)
    if (kind === 'choice')
      expect(values ?? note, `"${name}" is a choice: name its values, or say in a note which they are.`).toBeDefined()
    for (const value of values ?? []) {
      expect(typeof value, `An allowed value of "${name}" is text, as it is written.`).toBe('string')
      expect(value, `An allowed value of "${name}" may not be empty.`).not.toBe('')
    }
    if (values && typeof usual === 'string')
      expect(values, `What "${name}" is when nobody gives it must be allowed.`).toContain(usual)
  }
}
