import { expect } from 'vitest'
import type { Changes } from '../../edit/index.ts'
import { alike } from '../../journal/alike.ts'
import type { FrontValue } from '../../source/document.ts'
import type { OpenSource, SourceCase } from '../source-fixture.ts'
import { needs } from './declaring.ts'
import { everyItem, issueNamed, type Present, present } from './reading.ts'
import {
  anotherValue,
  editOf,
  fieldsOf,
  isHonestRefusal,
  lacks,
  markdownOf,
  type Said,
  said,
  writable,
} from './writing.ts'

const page = 'What larger trackers add'

/** Edits: what was asked for, and nothing else. */
export const editingCases: readonly SourceCase[] = [
  {
    name: 'a title is changed, and nothing else',
    read: page,
    needless: open => lacks(open, 'update', 'title'),
    async run(open) {
      const before = await issue(open)
      const title = `${before.document.title} (seen)`
      const after = await update(open, before, { title: { from: before.document.title, to: title } })
      expect(said(after.document), 'The title, and nothing else.').toEqual({ ...said(before.document), title })
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
      const { body, ...rest } = said(after.document)
      expect(alike(body, to), `The body should be what was written:\n${to}\nIt is:\n${body}`).toBe(true)
      const { body: _, ...others } = said(before.document)
      expect(rest, 'The body, and nothing else.').toEqual(others)
    },
  },
  {
    name: 'a field is changed, and no other text or list element',
    read: page,
    needless: open => lacks(open, 'update'),
    async run(open) {
      let saved = 0
      const { write } = await writable(open)
      for (const { name, many } of await fieldsOf(open, write, await issue(open))) {
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
        const { front: _now, ...texts } = said(after.document)
        const { front: _then, ...others } = said(before.document)
        expect(texts, `After \`${name}\` was changed, title, body and comments.`).toEqual(others)
      }
      expect(saved, 'Not one field could be changed: fields() should name some with values that are taken.').not.toBe(0)
    },
  },
  {
    name: 'the same update once more changes nothing',
    read: page,
    needless: open => lacks(open, 'update'),
    async run(open) {
      const { write } = await writable(open)
      const before = await issue(open)
      const changes = await severalChanges(open, before)
      const edit = editOf(before, changes)
      await write.update!(edit, open.call())
      const once = said((await reread(open, before)).document)
      expect(once, 'The update of the test should change something.').not.toEqual(said(before.document))
      await write.update!(edit, open.call())
      const twice = said((await reread(open, before)).document)
      expect(twice, 'After a failure half way the same update comes again: set values, add nothing twice.').toEqual(
        once,
      )
    },
  },
  {
    name: 'an update of what is out of date leaves what others did',
    read: page,
    needless: open => lacks(open, 'update', 'body') ?? needs(open.tracker, 'change'),
    async run(open) {
      const { write } = await writable(open)
      const name = await open.tracker.change!('Before the others')
      const stale = await present(open, (await issueNamed(open, name))!)
      await open.tracker.change!('What others did', name)
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
    name: 'a value that the tracker does not know is refused, and named',
    read: page,
    needless: open => lacks(open, 'update'),
    async run(open) {
      const { write } = await writable(open)
      const before = await issue(open)
      const value = 'issuefs-no-such-value'
      const fields = (await fieldsOf(open, write, before)).filter(({ kind, values }) => kind === 'choice' && values)
      for (const { name, many } of fields.slice(0, 4)) {
        const from = before.document.front[name]
        const to = many ? [...([from ?? []].flat() as string[]), value] : value
        const why = `\`${name}: ${value}\` should be refused as invalid, with a sentence that names the key or the value`
        const edit = editOf(before, { front: [{ name, from: from ?? null, to }] })
        const thrown: unknown = await write.update!(edit, open.call()).then(
          () => undefined,
          error => error,
        )
        expect(isHonestRefusal(thrown), `${why}; it came to ${String(thrown)}`).toBe(true)
        const { message } = thrown as Error
        const names = message.includes(value) || message.toLowerCase().includes(name.toLowerCase())
        expect(names, `${why}; it said: ${message}`).toBe(true)
      }
    },
  },
]

/** An issue that may be changed, one of a sort if there is one. */
async function issue(open: OpenSource, wanted?: (said: Said) => boolean): Promise<Present> {
  const { item } = await writable(open)
  const first = await present(open, item)
  if (!wanted || wanted(said(first.document))) return first
  for (const other of (await everyItem(open)).filter(({ route }) => route === item.route).slice(0, 10)) {
    const found = await present(open, other)
    if (wanted(said(found.document))) return found
  }
  return first
}

/** Reads it again, as after a save. */
export async function reread(open: OpenSource, { route, id, key }: Present): Promise<Present> {
  return present(open, { route: route.path, id, key })
}

/** Updates an issue and reads it again. */
async function update(open: OpenSource, before: Present, changes: Partial<Changes>): Promise<Present> {
  await before.route.write!.update!(editOf(before, changes), open.call())
  return reread(open, before)
}

/** A change of the title, of the body and of one field with allowed values, as far as they can be written. */
async function severalChanges(open: OpenSource, { route, document, ...rest }: Present): Promise<Partial<Changes>> {
  const { texts = [] } = route.write!
  const body = markdownOf(document.body)
  const fields = await fieldsOf(open, route.write!, { route, document, ...rest })
  const field = fields.find(each => each.values && anotherValue(each, document.front[each.name]) !== undefined)
  const from = field && document.front[field.name]
  return {
    ...(texts.includes('title') && { title: { from: document.title, to: `${document.title}, again` } }),
    ...(texts.includes('body') && { body: { from: body, to: `${body}\n\nOnce more.`.trimStart() } }),
    ...(field && { front: [{ name: field.name, from: from ?? null, to: anotherValue(field, from) }] }),
  }
}

function differences(one: Said, other: Said): readonly (keyof Said)[] {
  return (Object.keys(one) as (keyof Said)[]).filter(what => JSON.stringify(one[what]) !== JSON.stringify(other[what]))
}

/** Values as they compare: a number like its digits, whatever the case. */
function spelt(value: FrontValue): readonly string[] {
  return [value ?? []].flat().map(one => String(one).toLowerCase())
}
