import { SourceError } from '../source/error.ts'

/**
 * Waits for work, at most `milliseconds` and as long as the caller is interested. The work itself goes on afterwards,
 * so that a later attempt finds it done.
 *
 * @throws SourceError `deadline` or `cancelled`
 */
export function withDeadline<T>(
  work: Promise<T>,
  milliseconds: number,
  signal: AbortSignal | undefined,
  what: string,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const leave = (): void => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', interrupt)
    }
    const timer = setTimeout(() => {
      leave()
      reject(
        new SourceError(
          'deadline',
          `${what} did not come from the tracker within ${milliseconds / 1000} s; try again in a moment.`,
        ),
      )
    }, milliseconds)
    const interrupt = (): void => {
      leave()
      reject(new SourceError('cancelled', `${what} was no longer wanted.`))
    }
    signal?.addEventListener('abort', interrupt, { once: true })
    work.then(resolve, reject).finally(leave)
    if (signal?.aborted) interrupt()
  })
}
