import type { JiraClient } from '../client.ts'
import { isRawIssue, type RawIssue } from '../model/issue.ts'
import { listOf } from '../model/json.ts'
import { FULL } from './fields.ts'

/** Issues by id or key in one request. Those that are gone or hidden are left out. */
export async function cloudBatch(client: JiraClient, names: readonly string[]): Promise<readonly RawIssue[]> {
  const answer = await client.bulkFetch(names, FULL)
  return listOf(answer?.issues).filter(isRawIssue)
}
