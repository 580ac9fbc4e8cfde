import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { newText } from '../../edit/index.ts'
import { alike } from '../../journal/alike.ts'
import type { FrontValue } from '../../source/document.ts'
import type { Created, Draft } from '../../source/write.ts'
import type { OpenSource, SourceCase } from '../source-fixture.ts'
import { lost, wired } from '../wire.ts'
import { newFields } from './fields.ts'
import { madeOnce, outcomeOf } from './outcome.ts'
import { everyItem, present } from './reading.ts'
import { anotherValue, lacks, said, scopeOf, writable } from './writing.ts'

const page = 'What larger trackers add'

/** New issues: there, found again, never made twice; and deleted ones. */
export const creatingCases: readonly SourceCase[] = [
  {
    name: 'an issue that is made is there, and in the listing',
    read: page,
    needless: open => lacks(open, 'create'),
    async run(open) {
      const { write, item } = await writable(open)
      const draft = await draftOf(open, 'A new issue of the test')
      const made = await write.create!(draft, open.call())
      const { document } = await present(open, { route: item.route, ...made })
      const { title, body } = said(document)
      expect(title).toBe(draft.title)
      expect(alike(body, draft.body!.markdown), `Its body should be what was written, and is:\n${body}`).toBe(true)
      const listed = await everyItem(open)
      expect(
        listed.map(({ id }) => id),
        'A listing names it.',
      ).toContain(made.id)
    },
  },
  {
    name: 'an issue whose answer is lost is made once, and found',
    read: page,
    needless: open => lacks(open, 'create') ?? lacks(open, 'findCreated'),
    async run(open) {
      const { write } = await writable(open)
      const draft = await draftOf(open, 'Made without an answer')
      const find = (of: Draft) => write.findCreated!(of, open.call())
      expect(await find(draft), 'Nothing was made yet.').toBeUndefined()
      const before = new Set((await everyItem(open)).map(({ id }) => id))
      const outcome = await outcomeOf(() => write.create!(draft, wired(open.call(), lost)))
      if ('value' in outcome) expect.fail('Its answer was lost: whether it was made is for the kernel to find out.')
      const made = [...new Map((await everyItem(open)).map(item => [item.id, item])).values()].filter(
        ({ id }) => !before.has(id),
      )
      madeOnce(made, outcome.error)
      const found = (await find(draft)) as Created | undefined
      expect(found?.id, 'findCreated() finds it by its mark, or by author, time and title.').toBe(made[0]!.id)
      expect(found!.key).toEqual(made[0]!.key)
      const other = { ...draft, title: 'Never made at all', mark: randomUUID() }
      expect(await find(other), 'Nobody has made this one.').toBeUndefined()
    },
  },
  {
    name: 'an issue that is deleted is gone',
    read: page,
    needless: open => lacks(open, 'create') ?? lacks(open, 'remove'),
    async run(open) {
      const { write, item } = await writable(open)
      const made = await write.create!(await draftOf(open, 'To be deleted'), open.call())
      const { route, id, key, entity } = await present(open, { route: item.route, ...made })
      await write.remove!({ id, key, entity }, open.call())
      const [got] = await route.fetch([{ id, key }], open.call())
      expect(['gone', 'denied'], 'A fetch of what was deleted').toContain(got?.status)
      expect((await everyItem(open)).filter(each => each.id === id)).toEqual([])
    },
  },
]

/** A draft with all that the tracker requires. */
export async function draftOf(open: OpenSource, title: string): Promise<Draft> {
  const { item } = await writable(open)
  const fields: Record<string, FrontValue> = {}
  for (const field of await newFields(open)) {
    if (field.default !== undefined) fields[field.name] = field.default
    else if (field.required) fields[field.name] = anotherValue(field, undefined)
  }
  return {
    scope: scopeOf(open, item),
    title,
    fields,
    body: newText('The first line.\n\nThe second.'),
    mark: randomUUID(),
    since: new Date(Date.now() - 5000).toISOString(),
  }
}
