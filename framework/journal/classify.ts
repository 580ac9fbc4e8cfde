import type { SourceError } from '../source/error.ts'

/** How often an edit is tried that makes the tracker fail, before it is kept for a person. */
const mostFailures = 6

const passing = new Set<SourceError['kind']>(['offline', 'rate-limited', 'deadline', 'cancelled', 'full'])

/**
 * Whether an attempt failed for a reason that has nothing to do with the edit, so that it waits and is tried again.
 *
 * @param failures how often the tracker itself has failed before
 * @param accepted whether a program was told that it is saved: then a password that has expired makes it wait, too
 */
export function isPassing(error: SourceError, failures: number, accepted: boolean): boolean {
  if (passing.has(error.kind)) return true
  if (error.kind === 'denied' && error.status === 401) return accepted
  return isServerFailure(error) && failures < mostFailures
}

/**
 * Whether a request that failed so may have been carried out all the same. A 503 may come from a proxy that has waited for
 * the tracker in vain, also where it says when to try again; 429 and 403 say that nothing was done.
 */
export function isUncertain(error: SourceError): boolean {
  if (wasNeverSent(error)) return false
  if (error.kind === 'rate-limited') return error.status === 503
  return passing.has(error.kind) || (error.kind === 'unexpected' && (error.status === undefined || error.status >= 500))
}

export function isServerFailure({ kind, status }: SourceError): boolean {
  return kind === 'unexpected' && status !== undefined && status >= 500
}

const neverSent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'])

/** Nobody answered to the connection itself. */
function wasNeverSent({ cause }: SourceError): boolean {
  for (let error = cause, depth = 0; error instanceof Error && depth < 5; error = error.cause, depth++)
    if ('code' in error && typeof error.code === 'string' && neverSent.has(error.code)) return true
  return false
}
