import { expect } from 'vitest'
import type { Changes } from '../../edit/index.ts'
import { alike } from '../../journal/alike.ts'
import type { FrontValue } from '../../source/document.ts'
import { SourceError } from '../../source/error.ts'
import type { OpenSource, SourceCase } from '../source-fixture.ts'
import { mayWrite, type Wire, wired } from '../wire.ts'
import { needs } from './needs.ts'
import { outcomeOf } from './outcome.ts'
import { everyItem, firstWanted, type Present, present } from './reading.ts'
import {
  anotherValue,
  editOf,
  fieldsOf,
  isHonestRefusal,
  lacks,
  markdownOf,
  type Said,
  said,
  titleOf,
  writable,
} from './writing.ts'

const page = 'What larger trackers add'

/** So many fields are tried, that a tracker with hundreds is soon done. */
const mostFields = 15

/** Edits: what was asked for, and nothing else. */
export const editingCases: readonly SourceCase[] = [
  {
    name: 'a title is changed, and nothing else',
    read: page,
    needless: open => lacks(open, 'update', 'title'),
    async run(open) {
      const before = await issue(open)
      const from = titleOf(before.document)
      const title = `${from} (seen)`
      const after = await update(open, before, { title: { from, to: title } })
      expect(titleOf(after.document), 'update() gets a title: send it.').toBe(title)
      losesNothing(before, after, ['title'])
    },
  },
  {
    name: 'a line of the body is changed, and nothing else',
    read: page,
    needless: open => lacks(open, 'update', 'body'),
    async run(open) {
      const before = await issue(open, ({ body }) => body.includes('\n'))
      const from = markdownOf(before.document.body)
      const to = `${from}\n\nA paragraph of the test.`.trimStart()
      const after = await update(open, before, { body: { from, to } })
      const { body } = said(after.document)
      expect(alike(body, to), `The body should be what was written:\n${to}\nIt is:\n${body}`).toBe(true)
      losesNothing(before, after, ['body'])
    },
  },
  {
    name: 'a field is changed, and no other text or list element',
    read: page,
    needless: open => lacks(open, 'update') ?? lacks(open, 'fields'),
    async run(open) {
      let saved = 0
      const { write } = await writable(open)
      for (const { name, many } of (await fieldsOf(open, write, await issue(open))).slice(0, mostFields)) {
        const before = await issue(open)
        const field = (await fieldsOf(open, write, before)).find(each => each.name === name)
        const from = before.document.front[name]
        const to = field && anotherValue(field, from)
        if (to === undefined || (typeof from === 'string' && many)) continue
        const after = await update(open, before, { front: [{ name, from: from ?? null, to }] }).catch(thrown => {
          if (!isHonestRefusal(thrown)) throw thrown
        })
        if (!after) continue
        saved++
        const now = after.document.front[name]
        for (const value of [to].flat())
          expect(spelt(now), `\`${name}\` was to become ${spelt(to).join(', ')}.`).toContain(spelt(value)[0])
        losesNothing(before, after, ['front'])
      }
      expect(
        saved,
        'Not one field could be changed: fields() should name some with values that are taken, or be left out.',
      ).not.toBe(0)
    },
  },
  {
    name: 'an update that broke off half way is finished when it comes again',
    read: page,
    needless: open => lacks(open, 'update'),
    async run(open) {
      const { write } = await writable(open)
      for (const [at, moment] of [
        [0, 'before'],
        [0, 'after'],
        [1, 'before'],
      ] as const) {
        const before = await issue(open)
        const changes = await severalChanges(open, before, `${at + 1}, cut ${moment}`)
        await outcomeOf(() => write.update!(editOf(before, changes), wired(open.call(), cutAt(at, moment))))
        const half = await reread(open, before)
        const edit = editOf(half, changes)
        const isLeft = edit.title !== undefined || edit.body !== undefined || edit.fields.length > 0
        if (isLeft) await write.update!(edit, open.call())
        const after = await reread(open, before)
        const why = `Request ${at + 1} of an update was cut ${moment} it was carried out, and it was sent again`
        if (changes.title) expect(titleOf(after.document), why).toBe(changes.title.to)
        if (changes.body) expect(alike(markdownOf(after.document.body), changes.body.to), why).toBe(true)
        for (const { name, to } of changes.front ?? [])
          expect(spelt(after.document.front[name]), why).toEqual(expect.arrayContaining([...spelt(to)]))
        losesNothing(before, after, ['title', 'body', 'front'])
      }
    },
  },
  {
    name: 'an update of what is out of date leaves what others did',
    read: page,
    needless: open => lacks(open, 'update', 'body') ?? needs(open.tracker, 'change'),
    async run(open) {
      const { write, item } = await writable(open)
      await open.tracker.change!(item.key, 'Before the others')
      const stale = await present(open, item)
      await open.tracker.change!(item.key, 'What others did')
      const theirs = said((await reread(open, stale)).document)
      const changed = differences(said(stale.document), theirs)
      expect(changed.length, 'change() of the fixture should change what is shown, differently each time.').not.toBe(0)
      const from = markdownOf(stale.document.body)
      const to = `${from}\n\nWritten without a look.`.trimStart()
      if (changed.includes('body')) return
      await write.update!(editOf(stale, { body: { from, to } }), open.call())
      const after = said((await reread(open, stale)).document)
      for (const what of changed)
        expect(after[what], `Others have changed the ${what} meanwhile: send what was changed, and no more.`).toEqual(
          theirs[what],
        )
    },
  },
  {
    name: 'a value that the tracker does not know is refused by name, and never lost',
    read: page,
    needless: open => lacks(open, 'update') ?? lacks(open, 'fields'),
    async run(open) {
      const { write } = await writable(open)
      const value = 'issuefs-no-such-value'
      const fields = await fieldsOf(open, write, await issue(open))
      const asked = fields.filter(({ kind, values }) => !values && ['choice', 'person', 'issue', 'text'].includes(kind))
      for (const { name, many } of asked) {
        const before = await issue(open)
        const from = before.document.front[name]
        const to = many ? [...([from ?? []].flat() as string[]), value] : value
        const edit = editOf(before, { front: [{ name, from: from ?? null, to }] })
        const outcome = await outcomeOf(() => write.update!(edit, open.call()))
        const why = `\`${name}: ${value}\` should be refused as invalid, naming it, or be there afterwards`
        if ('error' in outcome) {
          const { kind, message } = outcome.error
          expect(['invalid', 'denied', 'unsupported', 'read-only'], `${why}; it said: ${message}`).toContain(kind)
          const names = message.includes(value) || message.toLowerCase().includes(name.toLowerCase())
          expect(names, `${why}; it said: ${message}`).toBe(true)
        } else {
          const after = await reread(open, before)
          expect(spelt(after.document.front[name]), `${why}; nothing was refused.`).toContain(value)
        }
      }
    },
  },
]

/** An issue that may be changed, one of a sort if there is one. */
async function issue(open: OpenSource, wanted?: (said: Said) => boolean): Promise<Present> {
  const { item } = await writable(open)
  const first = await present(open, item)
  if (!wanted || wanted(said(first.document))) return first
  for (const other of await firstWanted(open, 10, ({ route }) => route === item.route)) {
    const found = await present(open, other)
    if (wanted(said(found.document))) return found
  }
  return first
}

/** Reads it again, as after a save. */
export async function reread(open: OpenSource, { route, id, key }: Present): Promise<Present> {
  const [got] = await route.fetch([{ id, key }], open.call())
  if (got?.status !== 'moved') return present(open, { route: route.path, id, key })
  return present(open, (await everyItem(open)).find(item => item.route === route.path && item.id === id)!)
}

/** Updates an issue and reads it again. */
async function update(open: OpenSource, before: Present, changes: Partial<Changes>): Promise<Present> {
  await before.route.write!.update!(editOf(before, changes), open.call())
  return reread(open, before)
}

/** A change of the title and the body, and of a day, as far as they can be written. */
async function severalChanges(open: OpenSource, before: Present, text: string): Promise<Partial<Changes>> {
  const { document, route } = before
  const { texts = [] } = route.write!
  const body = markdownOf(document.body)
  const fields = await fieldsOf(open, route.write!, before)
  const field = fields.findLast(({ kind, values }) => kind === 'date' && !values)
  const from = field && document.front[field.name]
  const to = field && (from === '2031-02-03' ? '2031-02-04' : '2031-02-03')
  return {
    ...(texts.includes('title') && { title: { from: titleOf(document), to: `Broken off: ${text}` } }),
    ...(texts.includes('body') && { body: { from: body, to: `${body}\n\nBroken off: ${text}.`.trimStart() } }),
    ...(field && { front: [{ name: field.name, from: from ?? null, to }] }),
  }
}

/** Cuts one of the requests that write. */
function cutAt(at: number, moment: 'before' | 'after'): Wire {
  let requests = 0
  return async (request, pass) => {
    if (!mayWrite(request) || requests++ !== at) return pass()
    if (moment === 'after') await pass()
    throw new SourceError('offline', 'The connection was cut.')
  }
}

function differences(one: Said, other: Said): readonly (keyof Said)[] {
  return (Object.keys(one) as (keyof Said)[]).filter(what => JSON.stringify(one[what]) !== JSON.stringify(other[what]))
}

/**
 * All that an issue said is still said, but for what was to be changed. Trackers may add to it: whoever saves is a watcher
 * from then on.
 */
function losesNothing(before: Present, after: Present, changed: readonly (keyof Said)[]): void {
  const [then, now] = [said(before.document), said(after.document)]
  for (const what of ['title', 'body', 'sections', 'comments'] as const)
    if (!changed.includes(what)) expect(now[what], `The ${what} should have stayed as it was.`).toEqual(then[what])
  for (const [name, value] of changed.includes('front') ? [] : Object.entries(then.front))
    expect(spelt(now.front[name]), `\`${name}\` should have stayed as it was.`).toEqual(
      expect.arrayContaining([...spelt(value)]),
    )
}

/** Values as they compare: a number like its digits, whatever the case. */
function spelt(value: FrontValue): readonly string[] {
  return [value ?? []].flat().map(one => String(one).toLowerCase())
}
