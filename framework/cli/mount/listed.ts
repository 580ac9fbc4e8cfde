import type { Host } from '../../host.ts'
import { SourceError } from '../../source/error.ts'
import type { Output } from '../output.ts'
import { showProgress } from '../progress.ts'

/** Milliseconds between two looks at what goes wrong. */
const look = 250

/**
 * Waits until everything configured is listed, with a progress bar. A tracker that can't be reached any more does not
 * hold up what is stored; one that refuses ends the waiting.
 *
 * @throws SourceError why the listing can't be read
 */
export async function waitUntilListed(host: Host, output: Output, signal?: AbortSignal): Promise<void> {
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
  const watch = watchTrouble(host)
  try {
    await Promise.race([host.settled(), watch.trouble])
  } finally {
    watch.stop()
    progress.end()
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
    for (const { lastError, issues } of host.status().mounts) {
      if (!lastError) continue
      const { kind, sentence } = lastError
      if (isHopeless(kind) || (kind === 'offline' && issues.known === 0)) reject(new SourceError(kind, sentence))
      else if (kind === 'offline') resolve()
    }
  }, look)
  return { trouble: promise, stop: () => clearInterval(timer) }
}

function isHopeless(kind: string): kind is 'denied' | 'invalid' | 'not-found' {
  return kind === 'denied' || kind === 'invalid' || kind === 'not-found'
}
