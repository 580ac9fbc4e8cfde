import type { Host } from '../../host.ts'
import { type ErrorKind, SourceError } from '../../source/error.ts'
import type { Output } from '../output.ts'
import { showProgress } from '../progress.ts'

/** Milliseconds between two looks at what goes wrong. */
const look = 250

/**
 * Waits until everything configured is listed, with a progress bar. A tracker that can't be reached any more does not
 * hold up what is stored; one that refuses ends the waiting. Of several trackers none is waited for, so that a slow one
 * does not hold up the others: a folder whose names have not come yet waits by itself.
 *
 * @throws SourceError why the listing can't be read
 */
export async function waitUntilListed(host: Host, output: Output, signal?: AbortSignal): Promise<void> {
  if (host.status().mounts.length > 1) return
  const progress = showProgress(() => host.status(), output, 'listing')
  const watch = watchTrouble(host)
  const aborted = Promise.withResolvers<never>()
  const abort = (): void => aborted.reject(new SourceError('cancelled', 'The listing was interrupted.'))
  signal?.addEventListener('abort', abort, { once: true })
  if (signal?.aborted) abort()
  try {
    await Promise.race([host.listed(), watch.trouble, aborted.promise])
  } finally {
    signal?.removeEventListener('abort', abort)
    watch.stop()
    progress.end()
  }
}

/** Waits until everything is listed, fetched and rendered, with a progress bar. */
export async function waitUntilSettled(host: Host, output: Output): Promise<void> {
  const progress = showProgress(() => host.status(), output, 'everything')
  try {
    await settleAsFarAsPossible(host)
  } finally {
    progress.end()
  }
}

/**
 * Waits until everything is there that the trackers give: one that can't be reached does not hold up the others for ever.
 *
 * @throws SourceError when there is nothing to hope for
 */
export async function settleAsFarAsPossible(host: Host): Promise<void> {
  const watch = watchTrouble(host)
  try {
    await Promise.race([host.settled(), watch.trouble])
  } finally {
    watch.stop()
  }
}

interface Watch {
  /** Resolves when what is stored has to do; rejects when there is nothing to hope for. */
  readonly trouble: Promise<void>
  stop(): void
}

function watchTrouble(host: Host): Watch {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const timer = setInterval(() => {
    const { mounts } = host.status()
    const failed = mounts.flatMap(({ lastError, issues, listings }) => {
      const isBlank = issues.known === 0 && !listings.some(({ finished }) => finished)
      return lastError ? [{ ...lastError, isBlank }] : []
    })
    if (failed.length === 0 || mounts.some(({ condition }) => condition === 'loading')) return
    const hopeless = failed.filter(({ kind, isBlank }) => isHopeless(kind) || (kind === 'offline' && isBlank))
    if (hopeless.length === mounts.length) reject(new SourceError(hopeless[0]!.kind, hopeless[0]!.sentence))
    else if (failed.every(({ kind }) => kind === 'offline' || isHopeless(kind))) resolve()
  }, look)
  return { trouble: promise, stop: () => clearInterval(timer) }
}

function isHopeless(kind: ErrorKind): boolean {
  return kind === 'denied' || kind === 'invalid' || kind === 'not-found'
}
