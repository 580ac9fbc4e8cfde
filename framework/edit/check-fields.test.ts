import { describe, expect, test } from 'vitest'
import type { FrontValue } from '../source/document.ts'
import type { Field, FieldEdit } from '../source/write.ts'
import { checkDraft } from './check-draft.ts'
import { checkFields } from './check-fields.ts'

const fields: readonly Field[] = [
  { name: 'status', kind: 'choice', values: ['To Do', 'In Progress', 'Done'], required: true },
  { name: 'type', kind: 'choice', values: ['Bug', 'Task'], required: true, default: 'Task' },
  { name: 'labels', kind: 'text', many: true },
  { name: 'components', kind: 'choice', many: true, values: ['Web, old', 'Web', 'API'] },
  { name: 'points', kind: 'number' },
  { name: 'private', kind: 'boolean' },
  { name: 'due', kind: 'date' },
  { name: 'begins', kind: 'time' },
  { name: 'estimate', kind: 'duration' },
  { name: 'assignee', kind: 'person' },
  { name: 'parent', kind: 'issue' },
  { name: 'whiteboard', kind: 'text' },
  { name: 'locked', kind: 'choice', values: ['true', 'spam'] },
  { name: 'versions', kind: 'choice', many: true, values: Array.from({ length: 30 }, (_, at) => `1.${at}`) },
]
const known = ['key', 'reporter', 'status', 'labels']

function edit(name: string, to: FrontValue, from?: FrontValue): FieldEdit {
  return { name, from, to, added: [], removed: [] }
}

function checked(name: string, to: FrontValue, from?: FrontValue): readonly FieldEdit[] {
  return checkFields([edit(name, to, from)], fields, known)
}

describe('values are taken as the tracker spells them', () => {
  test.each<[string, FrontValue, FrontValue]>([
    ['status', 'Done', 'Done'],
    ['status', 'in progress', 'In Progress'],
    ['status', ['done'], 'Done'],
    ['points', 3, 3],
    ['points', '2.50', 2.5],
    ['private', true, true],
    ['private', 'yes', true],
    ['due', '2028-02-29', '2028-02-29'],
    ['begins', '2026-01-31T09:00Z', '2026-01-31T09:00Z'],
    ['begins', '2026-01-31', '2026-01-31'],
    ['estimate', '1w 2d 3h30m', '1w 2d 3h30m'],
    ['estimate', '1.5h', '1.5h'],
    ['assignee', 'alice', 'alice'],
    ['parent', 12, 12],
    ['parent', 'X-1 (../X/X-1.md)', 'X-1'],
    ['points', undefined, undefined],
  ])('%s: %j', (name, to, wanted) => {
    expect(checked(name, to, name === 'points' ? 1 : undefined)).toEqual([
      { name, from: name === 'points' ? 1 : undefined, to: wanted, added: [], removed: [] },
    ])
  })

  test.each<[string, FrontValue, FrontValue, FrontValue, FrontValue, FrontValue]>([
    ['labels', 'a', undefined, ['a'], ['a'], []],
    ['labels', ['a', 7, true as never], ['a', 'b'], ['a', '7', 'true'], ['7', 'true'], ['b']],
    ['components', ['api', 'API', 'old one'], ['old one'], ['API', 'old one'], ['API'], []],
    ['components', 'Web, old', undefined, ['Web, old'], ['Web, old'], []],
    ['versions', ['1.10', 1.2], undefined, ['1.10', '1.2'], ['1.10', '1.2'], []],
    ['labels', undefined, ['a'], undefined, [], ['a']],
  ])('%s: %j where it was %j', (name, to, from, wanted, added, removed) => {
    expect(checked(name, to, from)).toEqual([{ name, from, to: wanted, added, removed }])
  })

  test.each<[string, FrontValue, FrontValue]>([
    ['status', 'DONE', 'Done'],
    ['points', '5.0', 5],
    ['components', ['web'], ['Web']],
  ])('%s: %j is no change where it is %j', (name, to, from) => {
    expect(checked(name, to, from)).toEqual([])
  })
})

describe('what is refused, with the nearest that is allowed', () => {
  test.each<[string, FrontValue, string]>([
    ['statsu', 'Done', 'no key `statsu`; did you mean `status`?'],
    ['Status', 'Done', 'did you mean `status`?'],
    ['zzzzzz', 'x', 'no key `zzzzzz`. Keys that may be written: status, type'],
    ['reporter', 'alice', "`reporter` can't be changed"],
    ['key', undefined, "`key` can't be changed"],
    ['status', 'Dome', '`status` can\'t be "Dome"; did you mean "Done"? Allowed: To Do, In Progress, Done.'],
    ['status', 'xyzzy', '`status` can\'t be "xyzzy". Allowed: To Do'],
    ['status', ['Done', 'To Do'], '`status` takes one value, not the list "[Done, To Do]"'],
    ['status', undefined, "`status` can't be emptied"],
    ['whiteboard', ['good first bug'], 'put it in double quotes: `"[good first bug]"`'],
    ['locked', false, 'Allowed: true, spam. To empty it, take out its line.'],
    ['versions', ['1.99'], 'Allowed are 1.0, 1.1,'],
    ['versions', ['1.99'], 'and 20 more, listed in allowed.md'],
    ['components', 'Web, API', '`components` is a list. Put brackets around it: `[Web, API]`'],
    ['points', 'five', '`points` can\'t be "five": it is a number'],
    ['private', 'perhaps', 'true or false'],
    ['due', '2026-02-30', 'a date, as 2026-01-31'],
    ['due', 'tomorrow', 'a date, as 2026-01-31'],
    ['begins', 'noon', 'a time, as'],
    ['estimate', 'long', 'a duration, as 1h 30m'],
    ['estimate', 5, 'a duration, as 1h 30m'],
    ['assignee', 'a\nb', 'a person'],
  ])('%s: %j', (name, to, sentence) => {
    expect(() => checked(name, to, name === 'status' ? 'In Progress' : undefined)).toThrow(
      expect.objectContaining({ kind: 'invalid', message: expect.stringContaining(sentence) }),
    )
  })

  test('a key that was renamed by mistake is named, not the one that is empty now', () => {
    const edits = [edit('status', undefined, 'Done'), edit('statsu', 'Done')]
    expect(() => checkFields(edits, fields, known)).toThrow('`statsu`')
  })
})

describe('new issues', () => {
  test('are checked the same way', () => {
    const front = [
      { name: 'status', value: 'done' },
      { name: 'labels', value: 'a' },
      { name: 'points', value: null },
    ]
    expect(checkDraft(front, fields)).toEqual({ status: 'Done', labels: ['a'] })
  })

  test.each<[readonly { name: string; value: FrontValue }[], string]>([
    [[], 'needs `status` too'],
    [[{ name: 'created', value: 'x' }], 'no key `created`'],
    [
      [
        { name: 'votes', value: 1 },
        { name: 'created', value: 'x' },
      ],
      'no keys `votes`, `created`. Take them out',
    ],
    [[{ name: 'status', value: 'Dome' }], 'did you mean "Done"?'],
  ])('%j', (front, sentence) => {
    expect(() => checkDraft(front, fields)).toThrow(sentence)
  })

  test('all required keys that are missing are named', () => {
    const two: readonly Field[] = [
      { name: 'component', kind: 'text', required: true },
      { name: 'version', kind: 'text', required: true },
    ]
    expect(() => checkDraft([], two)).toThrow('needs `component`, `version` too. Add them')
  })
})
