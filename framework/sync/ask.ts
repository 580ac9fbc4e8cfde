import { guarded } from '../layers/guard.ts'
import { SourceError } from '../source/error.ts'
import type { SyncContext } from './context.ts'

/** Milliseconds after which an operation of a source is given up: one that never answers must not stop the rest. */
const longestAnswer = 300_000

/**
 * Runs an operation of a source. Whatever it throws is a `SourceError`; one that heeds no signal is left behind when the
 * mount goes.
 *
 * @param what the subject of the sentence, such as `The listing`
 */
export function askSource<T>(context: SyncContext, operation: () => Promise<T>, what: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const { signal } = context
    const stop = (): void => reject(new SourceError('cancelled', `${what} was no longer wanted.`))
    const late = setTimeout(
      () => reject(new SourceError('deadline', `${what} was not answered within ${longestAnswer / 60_000} minutes.`)),
      longestAnswer,
    ).unref()
    signal.addEventListener('abort', stop, { once: true })
    if (signal.aborted) stop()
    guarded(operation, what)
      .then(resolve, reject)
      .finally(() => {
        clearTimeout(late)
        signal.removeEventListener('abort', stop)
      })
  })
}
