import type { Call, Created } from 'issuefs/source'
import { commentsOf } from '../fetch/comments.ts'
import { isRawBug } from '../model/bug.ts'
import { lineOf, listOf, objectOf } from '../model/json.ts'
import { isoOf, millisecondsOf } from '../model/time.ts'
import type { Site } from '../site.ts'
import { type BugDraft, createdAs, descriptionOf } from './create.ts'

/** Bugzilla tells times by seconds. */
const SECOND = 1000

/** Looks for a bug of one's own with this title and description that is not older than the first attempt. */
export async function findCreated(site: Site, draft: BugDraft, call: Call): Promise<Created | undefined> {
  const { product } = draft.scope
  const client = await site.client(call)
  const login = client.flavour === 'bmo' ? lineOf(objectOf(await site.whoami(call)).name) : site.credentials.login
  await client.version()
  const ahead = (client.now() ?? Date.now()) - Date.now()
  const since = Date.parse(draft.since) + ahead - 2 * SECOND
  const criteria = [['product', product], ...(login === undefined ? [] : [['creator', login]])] as const
  const answer = await client.created(criteria as never, isoOf(since), [
    'id',
    'product',
    'summary',
    'creator',
    'creation_time',
  ])
  const title = lineOf(draft.title)
  const candidates = listOf(objectOf(answer).bugs)
    .filter(isRawBug)
    .filter(bug => lineOf(bug.summary) === title && (millisecondsOf(bug.creation_time) ?? 0) >= since - SECOND)
  const comments = await commentsOf(
    client,
    candidates.map(({ id }) => id),
  )
  const description = plain(descriptionOf(draft))
  const found = candidates.find(({ id }) => {
    const [first] = listOf(comments.get(id))
    return plain(String(objectOf(first).text ?? '')) === description
  })
  return found && createdAs(product, found.id)
}

function plain(text: string): string {
  return text.replaceAll('\r\n', '\n').trim()
}
