import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { newText } from '../../edit/index.ts'
import { alike } from '../../journal/alike.ts'
import type { Call } from '../../source/call.ts'
import type { Comment } from '../../source/document.ts'
import type { OpenSource, SourceCase } from '../source-fixture.ts'
import { lost, wired } from '../wire.ts'
import { reread } from './editing.ts'
import { madeOnce, outcomeOf } from './outcome.ts'
import { type Present, present } from './reading.ts'
import { accountOf, editOf, lacks, markdownOf, said, writable } from './writing.ts'

const page = 'Let comments be written'

/** Comments: there once, and one's own. */
export const commentingCases: readonly SourceCase[] = [
  {
    name: 'a comment is there once, by our account, and nothing else is changed',
    read: page,
    needless: open => lacks(open, 'comment'),
    async run(open) {
      const before = await issue(open)
      const text = 'A comment of *ours*.\n\nIn two paragraphs.'
      await send(open, before, text)
      const after = await reread(open, before)
      const [made, ...others] = newComments(before, after)
      expect(others, 'It was made once.').toEqual([])
      expect(made && alike(markdownOf(made.text), text), `It should say:\n${text}`).toBe(true)
      const account = await accountOf(open)
      if (account && (made!.authorId || before.route.write!.texts?.includes('comments')))
        expect(made!.authorId, 'By authorId the kernel knows which comments are its own.').toBe(account.id)
      const { comments: earlier, ...then } = said(before.document)
      const { comments, ...now } = said(after.document)
      expect(comments.slice(0, earlier.length), 'The comments that were there.').toEqual(earlier)
      expect(now.body, 'A comment changes no text of the issue.').toBe(then.body)
      expect(now.title).toBe(then.title)
    },
  },
  {
    name: 'a comment whose answer is lost is not sent twice',
    read: page,
    needless: open => lacks(open, 'comment'),
    async run(open) {
      const before = await issue(open)
      const outcome = await outcomeOf(() => send(open, before, 'Whose answer is lost.', wired(open.call(), lost)))
      if ('value' in outcome) expect.fail('Its answer was lost: whether it was made is for the kernel to find out.')
      madeOnce(newComments(before, await reread(open, before)), outcome.error)
    },
  },
  {
    name: 'a comment whose answer is lost is found by its mark, and no other is',
    read: page,
    needless: open => lacks(open, 'comment') ?? lacks(open, 'findComment'),
    async run(open) {
      const before = await issue(open)
      const [first, second] = [randomUUID(), randomUUID()]
      const words = 'Words that are said twice.'
      await outcomeOf(() => send(open, before, words, wired(open.call(), lost), first))
      await send(open, before, words, open.call(), second)
      const after = await reread(open, before)
      const { route, id, key, entity } = after
      const fresh = newComments(before, after).map(comment => comment.id)
      const find = (mark: string) =>
        route.write!.findComment!({ id, key, entity, text: newText(words), mark, fresh }, open.call())
      for (const mark of [first, second])
        expect(['found', 'unknown'], 'A comment with this mark was made.').toContain(await find(mark))
      expect(['absent', 'unknown'], 'None with this mark was made, though others say the same.').toContain(
        await find(randomUUID()),
      )
    },
  },
  {
    name: 'the text of our own comment is changed, and no other',
    read: page,
    needless: open =>
      lacks(open, 'comment') ??
      lacks(open, 'update', 'comments') ??
      (open.session.connect ? undefined : 'It does not say who it is.'),
    async run(open) {
      const first = await issue(open)
      const account = await accountOf(open)
      await send(open, first, 'To be changed.')
      await send(open, first, 'To stay.')
      const before = await reread(open, first)
      const own = newComments(first, before)[0]!
      const change = { id: own.id, from: markdownOf(own.text), to: 'It is changed.' }
      await before.route.write!.update!(editOf(before, { comments: [change] }, account), open.call())
      const texts = (issue: Present) =>
        issue.document.comments!.map(({ id, text }) => ({ id, text: markdownOf(text).trim() }))
      const expected = texts(before).map(each => (each.id === own.id ? { ...each, text: 'It is changed.' } : each))
      expect(texts(await reread(open, before)), 'That comment, and no other.').toEqual(expected)
    },
  },
]

async function issue(open: OpenSource): Promise<Present> {
  return present(open, (await writable(open)).item)
}

/** Sends a comment as the kernel does. */
export async function send(
  open: OpenSource,
  { route, id, key, entity }: Present,
  text: string,
  call: Call = open.call(),
  mark: string = randomUUID(),
): Promise<void> {
  await route.write!.comment!({ id, key, entity, text: newText(text), mark }, call)
}

function newComments(before: Present, after: Present): readonly Comment[] {
  const known = new Set(before.document.comments?.map(({ id }) => id))
  return after.document.comments?.filter(({ id }) => !known.has(id)) ?? []
}
