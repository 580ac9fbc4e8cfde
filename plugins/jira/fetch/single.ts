import { type Call, type Got, isSourceError } from 'issuefs/source'
import type { Site } from '../site.ts'
import { FULL } from './fields.ts'
import { freshIssue, type IssueWant } from './fresh.ts'

/** Reads one issue by itself: the only way to tell a deleted one from one that moved or may not be seen. */
export async function fetchSingle(site: Site, call: Call, want: IssueWant): Promise<Got> {
  try {
    const client = await site.client(call)
    return await freshIssue(site, call, want, await client.issue(want.id ?? want.key.key, FULL))
  } catch (error) {
    return failedGot(site, call, error)
  }
}

/** The answer for one want that an error stands for. Refused credentials (401) say nothing about an issue. */
export async function failedGot(site: Site, call: Call, error: unknown): Promise<Got<never>> {
  if (!isSourceError(error) || call.signal.aborted || error.kind === 'cancelled') throw error
  if (error.kind === 'not-found') return goneGot(site, call)
  const isRefused = error.status === 401 && site.credentials.kind !== 'anonymous'
  return error.kind === 'denied' && !isRefused ? { status: 'denied' } : { status: 'failed', error }
}

async function goneGot(site: Site, call: Call): Promise<Got<never>> {
  try {
    await site.known(call)
    return { status: 'gone' }
  } catch (error) {
    if (!isSourceError(error) || call.signal.aborted || error.kind === 'cancelled') throw error
    return { status: 'failed', error }
  }
}
