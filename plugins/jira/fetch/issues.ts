import type { Call, Got } from 'issuefs/source'
import type { JiraClient } from '../client.ts'
import type { RawIssue } from '../model/issue.ts'
import { issueKey } from '../model/key.ts'
import type { Site } from '../site.ts'
import { cloudBatch } from './cloud.ts'
import { dataCenterBatch } from './data-center.ts'
import { freshIssue, type IssueWant } from './fresh.ts'
import { failedGot, fetchSingle } from './single.ts'

/** Reads up to 100 issues, one answer per want, in order. One bad issue never fails its batch. */
export async function fetchIssues(site: Site, wants: readonly IssueWant[], call: Call): Promise<readonly Got[]> {
  const possible = wants.filter(isPossible)
  const client = await site.client(call)
  const found = possible.length > 1 ? await batch(client, possible) : []
  const byName = new Map(found.flatMap(raw => [[raw.id, raw] as const, [raw.key, raw] as const]))
  return Promise.all(
    wants.map(async want => {
      if (!isPossible(want)) return { status: 'gone' } as const
      const raw = byName.get(nameOf(want))
      return raw ? fresh(site, call, want, raw) : fetchSingle(site, call, want)
    }),
  )
}

/** What an issue is asked for by: its id, which stays when it moves, or its key. */
function nameOf(want: IssueWant): string {
  return want.id ?? want.key.key
}

function batch(client: JiraClient, wants: readonly IssueWant[]): Promise<readonly RawIssue[]> {
  const names = [...new Set(wants.map(nameOf))]
  return client.flavour === 'cloud' ? cloudBatch(client, names) : dataCenterBatch(client, names)
}

async function fresh(site: Site, call: Call, want: IssueWant, raw: RawIssue): Promise<Got> {
  try {
    return await freshIssue(site, call, want, raw)
  } catch (error) {
    return await failedGot(site, call, error)
  }
}

/** Whether an issue can have this key in this project. Saves a request for every stray file name. */
function isPossible({ key, id }: IssueWant): boolean {
  const parsed = issueKey(key.key)
  return id !== undefined
    ? /^\d+$/.test(id)
    : parsed !== undefined && parsed.project.toUpperCase() === key.project.toUpperCase()
}
