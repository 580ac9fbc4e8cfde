import { printText } from '../../markdown/index.ts'
import type { Comment, Document } from '../../source/document.ts'
import { SourceError } from '../../source/error.ts'
import type { NewComment, TextEdit } from '../../source/write.ts'
import type { EntityRow } from '../../store/contract.ts'
import { alike } from '../alike.ts'
import type { Entry, Sending } from '../entry.ts'
import { documentOf, writeOf } from '../mount.ts'
import { readBack, readIssue, type SendContext } from './context.ts'
import { sendOnce } from './once.ts'
import { issueOf } from './update.ts'

/** How far times of the tracker may lie apart, in milliseconds. */
const skew = 60_000

/**
 * To be called before anything is sent of an edit that has new comments, or changes some, too.
 *
 * @throws SourceError `invalid` when the tracker takes none
 */
export function checkComments(
  { mount }: SendContext,
  { route }: Entry,
  added: readonly unknown[],
  changed: readonly { readonly id: string }[] = [],
): void {
  const write = writeOf(mount, route)
  if (added.length > 0 && !write?.comment)
    throw new SourceError('invalid', 'Comments can not be written here; take the new one out.')
  const [first] = changed
  if (first && !write?.texts?.includes('comments')) {
    const remedy = write?.comment ? '; to add to it, write below the last comment or under `### new`' : ''
    throw new SourceError(
      'invalid',
      `The text of a comment can't be changed in this tracker. Put comment ${first.id} back as it was${remedy}.`,
    )
  }
}

/**
 * Makes the new comments of an edit, those that the tracker does not have yet, one after the other.
 *
 * @param entity the issue, where it has been read just now
 */
export async function sendComments(
  context: SendContext,
  entry: Entry,
  comments: readonly TextEdit[],
  entity?: EntityRow,
): Promise<Entry> {
  const { mount } = context
  checkComments(context, entry, comments)
  const write = writeOf(mount, entry.route)
  let at = entry
  for (let index = at.progress.comments ?? 0; index < comments.length; index++) {
    const text = comments[index]!
    let present = index === (entry.progress.comments ?? 0) ? entity : undefined
    at = await sendOnce<true>(context, at, {
      async before() {
        present ??= await readIssue(context, at)
        return knownComments(documentOf(mount, present))
      },
      async send() {
        const { id, key, body } = present!
        const entity: unknown = JSON.parse(body ?? 'null')
        const mark = `${at.mark}-${index}`
        await mount.writing.ask(
          () => write!.comment!({ id, key, entity, text, mark } as never, mount.writing.call()),
          'The comment',
        )
        return true
      },
      async find(sending) {
        const entity = await readBack(context, at)
        const { comments: there = [] } = documentOf(mount, entity)
        const fresh = there.filter(({ id }) => !sending.known.includes(id))
        const said = await findByMark(context, at, { ...issueOf(entity), text, mark: `${at.mark}-${index}` }, fresh)
        if (said !== 'unknown') return said === 'found' ? true : undefined
        return fresh.some(each => isIt(each, text, sending, mount.writing.mount().account)) ? true : undefined
      },
      done: (_made, progress) => ({ ...progress, comments: index + 1 }),
    })
  }
  return at
}

function knownComments({ comments = [], modified }: Document): Omit<Sending, 'at'> {
  const times = [modified, ...comments.flatMap(({ at, edited }) => [at, edited])]
  const since = Math.max(...times.map(time => Date.parse(time ?? '')).filter(time => !Number.isNaN(time)))
  const known = comments.map(({ id }) => id)
  return Number.isFinite(since) ? { known, since: new Date(since).toISOString() } : { known }
}

/** What the tracker says by the mark, where it keeps one. */
async function findByMark(
  { mount }: SendContext,
  { route }: Entry,
  comment: NewComment,
  fresh: readonly Comment[],
): Promise<'found' | 'absent' | 'unknown'> {
  const write = writeOf(mount, route)
  if (!write?.findComment) return 'unknown'
  if (fresh.length === 0) return 'absent'
  const ids = fresh.map(({ id }) => id)
  return mount.writing.ask(
    () => write.findComment!({ ...comment, fresh: ids } as never, mount.writing.call()),
    'The search for it',
  )
}

/** Whether a comment that was not there before is the one that was sent: it is ours, not older, and says the same. */
function isIt(comment: Comment, text: TextEdit, { since }: Sending, account: string): boolean {
  if (comment.authorId !== undefined && account !== '' && comment.authorId !== account) return false
  if (since !== undefined && Date.parse(comment.at) < Date.parse(since) - skew) return false
  return alike(printText(comment.text).markdown, text.markdown)
}
