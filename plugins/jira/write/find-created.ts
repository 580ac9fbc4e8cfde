import { type Created, type Draft, isSourceError, SourceError } from 'issuefs/source'
import type { JiraClient } from '../client.ts'
import { quoted } from '../jql.ts'
import { isRawIssue, type RawIssue } from '../model/issue.ts'
import { lineOf, listOf } from '../model/json.ts'
import { issueKey } from '../model/key.ts'
import { personId } from '../model/person.ts'
import type { WriteContext } from './context.ts'
import { markOf } from './mark.ts'
import { checkedTitle } from './texts.ts'

/** Minutes that the search looks back before the first attempt. */
const SLACK = 2

/** Keys that are read past the last one that the search knows: its index trails behind. */
const AHEAD = { cloud: 50, 'data-center': 5 } as const

const FIELDS = ['summary', 'creator', 'created']

/**
 * Looks for an issue whose creation was not answered.
 *
 * How sure it is: the mark decides, and Jira stores it in the same step as the issue. An issue without any mark (a proxy
 * or a version that drops properties) counts only if it alone has the title, is ours, and is no older than the attempt.
 * "There is none" rests on the search, and on reading the keys that follow the last one the search knows, which no index
 * delays: wrong only if more than 50 issues (Data Center: 5) were made in the project within the lag of the index.
 */
export async function findCreated(
  draft: Draft<{ readonly project: string }>,
  context: WriteContext,
): Promise<Created | undefined> {
  const { client, site, call } = context
  const me = personId(await site.myself(call))
  const title = checkedTitle(draft.title)
  const { project } = draft.scope
  const minutes = Math.max(0, Math.ceil((Date.now() - Date.parse(draft.since)) / 60_000)) + SLACK
  const mine = `project = ${quoted(project)} AND creator = currentUser() AND created >= "-${minutes}m" ORDER BY created DESC`
  const [indexed, ahead] = await Promise.all([search(client, mine, 100), recentKeys(client, project)])
  const found = new Map([...indexed, ...ahead].map(issue => [issue.id, issue]))
  const candidates = [...found.values()].filter(
    ({ fields = {} }) => lineOf(fields.summary) === title && (me === undefined || personId(fields.creator) === me),
  )
  const marked = await Promise.all(candidates.map(async issue => ({ issue, mark: await markOf(client, issue.id) })))
  const ours = marked.find(({ mark }) => mark === draft.mark)
  if (ours) return identity(ours.issue)
  const bare = marked.filter(({ mark, issue }) => mark === undefined && indexed.some(({ id }) => id === issue.id))
  if (bare.length < 2) return bare[0] && identity(bare[0].issue)
  const keys = bare.map(({ issue }) => issue.key).join(' or ')
  throw new SourceError('conflict', `The new issue may be ${keys}: delete the edit if it is one of them.`)
}

/** The issues right after the newest that the search knows, read without the search. */
async function recentKeys(client: JiraClient, project: string): Promise<readonly RawIssue[]> {
  const [newest] = await search(client, `project = ${quoted(project)} ORDER BY key DESC`, 1)
  const last = Number(newest?.key.slice(newest.key.lastIndexOf('-') + 1) ?? 0)
  const keys = Array.from({ length: AHEAD[client.flavour] }, (_, index) => `${project}-${last + index + 1}`)
  if (client.flavour === 'cloud') return listOf((await client.bulkFetch(keys, FIELDS)).issues).filter(isRawIssue)
  const read = await Promise.all(keys.map(key => client.issue(key, FIELDS).catch(absent)))
  return read.filter(isRawIssue)
}

function absent(thrown: unknown): undefined {
  if (!isSourceError(thrown) || (thrown.kind !== 'not-found' && thrown.kind !== 'denied')) throw thrown
}

async function search(client: JiraClient, jql: string, maxResults: number): Promise<readonly RawIssue[]> {
  const query = { jql, fields: FIELDS, maxResults }
  const page = await (client.flavour === 'cloud'
    ? client.searchByToken(query)
    : client.searchByOffset({ ...query, startAt: 0 }))
  return listOf(page.issues).filter(isRawIssue)
}

function identity({ id, key }: RawIssue): Created | undefined {
  const parsed = issueKey(key)
  return parsed && { id, key: { ...parsed } }
}
