import { createHash } from 'node:crypto'
import { type RawIssue, updatedOf } from './issue.ts'
import { lineOf, listOf, objectOf } from './json.ts'
import { isoOf } from './time.ts'

/** What a listing and a full read say of an issue's version; equal where nothing has changed. */
export interface Version {
  readonly validator: string
  readonly modified?: string
}

/** Milliseconds within which an issue may change again and bear the same time. */
const SETTLES = 2000

/**
 * The version of an issue, as it was seen when the server's clock said `now`: its time, its relations and its attachments. A relation made, and one or an attachment
 * removed, leave the time as it was; edited notes, watchers and time spent show in no listing at all. One that has
 * just changed may do so again within the same second: its version is marked, so that it is read once more.
 */
export function versionOf(raw: RawIssue, now: number): Version {
  const updated = updatedOf(raw)
  const relations = listOf(raw.relations).map(relation => {
    const { id, issue_id, issue_to_id, relation_type, delay } = objectOf(relation)
    return [id, issue_id, issue_to_id, relation_type, delay].map(part => lineOf(part) ?? '').join(' ')
  })
  const attachments = listOf(raw.attachments).map(attachment => lineOf(objectOf(attachment).id) ?? '')
  const beside = [...relations.toSorted(), '', ...attachments.toSorted()].join('\n')
  const early = updated !== undefined && updated > now - SETTLES ? ' early' : ''
  const hash = createHash('sha256').update(beside).digest('base64url').slice(0, 8)
  return {
    validator: `${updated ?? ''}:${hash}${early}`,
    ...(updated !== undefined && { modified: isoOf(updated) }),
  }
}
