import { isSourceError } from 'issuefs/source'
import type { JiraClient } from '../client.ts'
import { quoted } from '../jql.ts'
import { isRawIssue, type RawIssue } from '../model/issue.ts'
import { listOf } from '../model/json.ts'
import { FULL } from './fields.ts'

/**
 * Issues by id or key through the search, in one request where all of them exist.
 *
 * Data Center refuses a query that names an issue which is gone or hidden. Those it complains of are left out; where it
 * does not say which, the names are asked for in halves.
 */
export async function dataCenterBatch(client: JiraClient, names: readonly string[]): Promise<readonly RawIssue[]> {
  if (names.length === 0) return []
  try {
    return await search(client, names)
  } catch (error) {
    if (!isSourceError(error) || error.kind !== 'invalid') throw error
    const good = names.filter(name => !mentions(error.message, name))
    if (good.length < names.length) return dataCenterBatch(client, good)
    if (names.length === 1) return []
    const half = Math.ceil(names.length / 2)
    const halves = [names.slice(0, half), names.slice(half)]
    return (await Promise.all(halves.map(part => dataCenterBatch(client, part)))).flat()
  }
}

async function search(client: JiraClient, names: readonly string[]): Promise<readonly RawIssue[]> {
  const jql = `issuekey in (${names.map(name => (/^\d+$/.test(name) ? name : quoted(name))).join(', ')})`
  const found: RawIssue[] = []
  for (;;) {
    const page = await client.searchByOffset({ jql, fields: FULL, startAt: found.length, maxResults: names.length })
    const issues = listOf(page.issues).filter(isRawIssue)
    found.push(...issues)
    if (issues.length === 0 || found.length >= (page.total ?? 0)) return found
  }
}

/** Jira quotes the names it does not know: “An issue with key 'PROJ-99' does not exist for field 'issuekey'.” */
function mentions(message: string, name: string): boolean {
  return message.includes(`'${name}'`) || message.includes(`"${name}"`)
}
