import { type Call, documents, type Got } from 'issuefs/source'
import type { IssueWant } from '../fetch/fresh.ts'
import { movedTo } from '../fetch/fresh.ts'
import { failedGot } from '../fetch/single.ts'
import { changelogPage, type History, orderedEntries } from '../model/history.ts'
import { lineOf, listOf, objectOf } from '../model/json.ts'
import { issueKey } from '../model/key.ts'
import { isoTime } from '../model/time.ts'
import { historyDocument } from '../render/history.ts'
import type { Site } from '../site.ts'
import { HISTORY } from './paths.ts'

/** Who changed what and when. Read when somebody looks, one request for most issues. */
export function history(site: Site) {
  return documents(HISTORY, {
    hidden: true,
    fetch: (wants, call) => Promise.all(wants.map(want => fetchHistory(site, call, want))),
    render: (entity: History) => historyDocument(entity, site.url),
  })
}

async function fetchHistory(site: Site, call: Call, want: IssueWant): Promise<Got<History>> {
  try {
    const client = await site.client(call)
    const raw = await client.issue(want.id ?? want.key.key, ['summary'], 'changelog')
    const key = issueKey(raw.key)
    if (key === undefined) return { status: 'gone' }
    if (key.key !== want.key.key) return movedTo(site, key)
    const summary = lineOf(raw.fields?.summary)
    const entries = orderedEntries(await allEntries(site, call, raw.id, raw.changelog))
    const entity: History = { id: raw.id, key: key.key, ...(summary && { summary }), entries }
    const last = objectOf(entries.at(-1))
    const modified = isoTime(last.created)
    const validator = `${entries.length}:${lineOf(last.id) ?? ''}`
    return { status: 'fresh', id: raw.id, key: { ...key }, entity, validator, ...(modified && { modified }) }
  } catch (error) {
    return await failedGot(site, call, error)
  }
}

/** Data Center sends all changes with the issue; Cloud the latest hundred or fewer, and the rest page by page. */
async function allEntries(site: Site, call: Call, id: string, embedded: unknown): Promise<readonly unknown[]> {
  const { entries, total } = changelogPage(embedded)
  const client = await site.client(call)
  if (entries.length >= total || client.flavour === 'data-center') return entries
  const found: unknown[] = []
  for (;;) {
    const page = await client.changelog(id, found.length)
    const values = listOf(page.values)
    found.push(...values)
    if (values.length === 0 || page.isLast === true || found.length >= (page.total ?? 0)) return found
  }
}
