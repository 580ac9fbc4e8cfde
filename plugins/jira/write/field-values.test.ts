import { expect, it } from 'vitest'
import type { Issue } from '../model/issue.ts'
import type { FieldMeta } from './field-meta.ts'
import { fieldInput } from './field-values.ts'
import { shapeOf } from './shape.ts'
import { fieldEdit } from './writer.test-support.ts'

const meta = (more: Partial<FieldMeta>): FieldMeta => ({
  id: 'customfield_1',
  name: 'Team',
  required: false,
  type: 'array',
  items: 'user',
  custom: 'people',
  operations: ['set'],
  allowed: undefined,
  fallback: undefined,
  ...more,
})

const issue = (value: unknown): Issue => ({
  ...{ id: '1', key: 'P-1', names: {}, types: {}, comments: [], attachments: [] },
  fields: { customfield_1: value },
})

const inputOf = (value: unknown, from: readonly string[], to: readonly string[], more: Partial<FieldMeta> = {}) => {
  const field = meta(more)
  const writable = { key: 'Team', meta: field, shape: shapeOf(field, 'cloud')! }
  return fieldInput(fieldEdit('Team', from, to), writable, issue(value), async (_key, word) => {
    if (word === 'Left Long Ago') throw new Error('nobody is called so')
    return { accountId: `id of ${word}` }
  })
}

it('sends people who have left as they are, where a list can be set only as a whole', async () => {
  const present = [{ accountId: 'gone', displayName: 'Left Long Ago', active: false }]
  const { fields } = await inputOf(present, ['Left Long Ago'], ['Left Long Ago', 'Alice'])
  expect(fields).toEqual({ customfield_1: [{ accountId: 'gone' }, { accountId: 'id of Alice' }] })
})

it('keeps choices that are allowed no more', async () => {
  const more = { items: 'option', custom: 'multiselect', allowed: [{ id: '2', value: 'New' }] }
  const { fields } = await inputOf([{ id: '1', value: 'Old' }], ['Old'], ['Old', 'New'], more)
  expect(fields).toEqual({ customfield_1: [{ id: '1' }, { id: '2' }] })
})

it('adds and takes away element by element where Jira can', async () => {
  const more = { operations: ['add', 'set', 'remove'] }
  const { update } = await inputOf(
    [{ accountId: 'gone', displayName: 'Left Long Ago' }],
    ['Left Long Ago'],
    ['Bob'],
    more,
  )
  expect(update).toEqual({ customfield_1: [{ add: { accountId: 'id of Bob' } }, { remove: { accountId: 'gone' } }] })
})
