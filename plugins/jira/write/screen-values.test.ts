import { expect, it } from 'vitest'
import type { Issue } from '../model/issue.ts'
import type { WriteContext } from './context.ts'
import type { FieldMeta } from './field-meta.ts'
import { screenValues } from './screen-values.ts'
import { shapeOf } from './shape.ts'
import { fieldEdit, reason } from './writer.test-support.ts'

const timetracking: FieldMeta = {
  ...{ id: 'timetracking', name: 'Time tracking', required: true, type: 'timetracking', operations: ['set'] },
  ...{ items: undefined, custom: undefined, allowed: undefined, fallback: undefined },
}
const attachment: FieldMeta = {
  ...timetracking,
  id: 'attachment',
  name: 'Attachment',
  type: 'array',
  items: 'attachment',
}

const context = {
  writables: async (screen: readonly FieldMeta[]) =>
    screen.flatMap(meta => {
      const keys = meta.id === 'timetracking' ? ['original estimate', 'remaining estimate'] : []
      return keys.map(key => ({ key, meta, shape: shapeOf(meta, 'cloud')! }))
    }),
} as unknown as WriteContext

const issue = (more: Partial<Issue> = {}): Issue => ({
  ...{ id: '1', key: 'P-1', names: {}, types: {}, comments: [], attachments: [], fields: {} },
  ...more,
})

const values = (of: Issue, edits: Readonly<Record<string, string>> = {}, screen = [timetracking]) => {
  const step = { id: '1', name: 'Finish', to: 'Done', isDone: true, screen }
  const list = Object.entries(edits).map(([name, to]) => fieldEdit(name, undefined, to))
  return screenValues(step, of, list, new Set(), context)
}

it('does not ask for an estimate, or a file, that the issue has', async () => {
  expect(await values(issue({ fields: { timeoriginalestimate: 3600 } }))).toEqual({})
  const file = { id: '1', name: 'a.png', size: 1 }
  expect(await values(issue({ attachments: [file] }), {}, [attachment])).toEqual({})
})

it('asks for what it lacks', async () => {
  expect(await reason(values(issue()))).toMatch(/^invalid: status: "Done" needs "original estimate"/)
  expect(await reason(values(issue(), {}, [attachment]))).toMatch(/^invalid: status: "Done" needs "Attachment", which/)
})

it('sends both estimates, and takes one for enough', async () => {
  const both = { 'original estimate': '2h', 'remaining estimate': '1h' }
  expect(await values(issue(), both)).toEqual({ timetracking: { originalEstimate: '2h', remainingEstimate: '1h' } })
  const one = { 'remaining estimate': '1h' }
  expect(await values(issue(), one)).toEqual({ timetracking: { remainingEstimate: '1h' } })
})
