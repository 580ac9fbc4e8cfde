import { isSourceError, SourceError } from '../source/error.ts'
import type { SyncContext } from './context.ts'
import { backOff } from './freshness.ts'
import { sleep } from './sleep.ts'

/** Milliseconds after which something that failed for a general reason is tried again at the latest. */
export const longestRest = 30_000

/** Runs a loop until the mount goes. One that throws (a full disk, say) is reported and begun again after a while. */
export async function keepRunning(context: SyncContext, loop: () => Promise<void>): Promise<void> {
  for (let failures = 1; !context.signal.aborted; failures++) {
    try {
      await loop()
    } catch (thrown) {
      if (context.signal.aborted) return
      context.report(asSourceError(thrown))
      await sleep(Math.min(backOff(failures, undefined), longestRest), context.signal)
    }
  }
}

/** Anything thrown, as the one error of the project. */
export function asSourceError(thrown: unknown): SourceError {
  if (isSourceError(thrown)) return thrown
  return new SourceError('unexpected', thrown instanceof Error ? thrown.message : String(thrown), { cause: thrown })
}
