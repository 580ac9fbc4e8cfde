import { isSourceError } from 'issuefs/source'
import type { JiraClient, TokenPage } from '../client.ts'
import { isRawIssue } from '../model/issue.ts'
import { listOf } from '../model/json.ts'
import type { Query, Step } from './walk.ts'

/**
 * A page of Jira Cloud's search by token. `from` is the token; one that ran out (after 7 days) begins anew.
 *
 * The end is no token, `isLast`, an empty page, or a token that comes again.
 */
export async function cloudStep(client: JiraClient, query: Query, from?: string): Promise<Step> {
  const page = await ask(client, query, from)
  const issues = listOf(page.issues).filter(isRawIssue)
  const token = page.nextPageToken
  const more = token && page.isLast !== true && issues.length > 0 && token !== from
  return { issues, ...(more && { next: token }) }
}

async function ask(client: JiraClient, query: Query, token: string | undefined): Promise<TokenPage> {
  const { where, fields, size, reconcile = [] } = query
  const first = { jql: `${where} ORDER BY updated DESC`, fields, maxResults: size, reconcile }
  if (token === undefined) return client.searchByToken(first)
  try {
    return await client.searchByToken({ ...first, token })
  } catch (error) {
    if (isSourceError(error) && error.kind === 'invalid') return client.searchByToken(first)
    throw error
  }
}
