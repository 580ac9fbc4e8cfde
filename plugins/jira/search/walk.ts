import type { Call } from 'issuefs/source'
import type { RawIssue } from '../model/issue.ts'
import type { Site } from '../site.ts'
import { cloudStep } from './cloud.ts'
import { dataCenterStep } from './data-center.ts'

/** What is looked for, page by page. */
export interface Query {
  /** JQL without ORDER BY, never empty. */
  readonly where: string
  readonly fields: readonly string[]
  /** Issues per page that are asked for; the server may give fewer. */
  readonly size: number
  /** Ids of issues just written (Cloud). */
  readonly reconcile?: readonly number[]
}

/** One page of a walk. */
export interface Step {
  readonly issues: readonly RawIssue[]
  /** Where it goes on. Absent on the last page. */
  readonly next?: string
  /** All that match, where the server says so. */
  readonly total?: number
}

/** One page of all issues that match: the latest changes first, as far as the server allows. */
export async function walk(site: Site, call: Call, query: Query, from?: string): Promise<Step> {
  const client = await site.client(call)
  return client.flavour === 'cloud' ? cloudStep(client, query, from) : dataCenterStep(client, site, query, from)
}
