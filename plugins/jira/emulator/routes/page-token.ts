import { createHash } from 'node:crypto'
import { Refusal } from '../http/message.ts'
import type { SortPart } from '../jql/order.ts'

/** Where the next page of a search goes on: after this sort key. The client sees opaque text. */
export function makeToken(jql: string, after: readonly SortPart[]): string {
  return Buffer.from(JSON.stringify([digest(jql), after])).toString('base64url')
}

/** The sort key of a token; refuses what was not made here, or for another query. */
export function readToken(jql: string, token: unknown): readonly SortPart[] {
  try {
    const [hash, after] = JSON.parse(Buffer.from(String(token), 'base64url').toString('utf8'))
    if (hash === digest(jql) && Array.isArray(after)) return after
  } catch {
    // Not one of ours: refused below.
  }
  throw new Refusal(400, ['The provided next page token is invalid or expired.'])
}

function digest(jql: string): string {
  return createHash('sha1').update(jql).digest('base64url').slice(0, 8)
}
