import type { SourceError } from '../source/error.ts'
import type { Store } from '../store/sqlite.ts'
import { asSourceError } from './keep-running.ts'

const day = 86_400_000

/** How long the text of an older version is kept, in milliseconds: it is the base of a save. */
export const keptFor = 14 * day

/** Forgets what nobody needs any more, now and once a day. Gives how to stop. */
export function startUpkeep(
  store: Store,
  report: (error: SourceError) => void,
  now: () => number = Date.now,
): () => void {
  const run = (): void => {
    try {
      store.transaction(write => write.documents.forget(now() - keptFor))
    } catch (thrown) {
      report(asSourceError(thrown))
    }
  }
  run()
  const timer = setInterval(run, day).unref()
  return () => clearInterval(timer)
}
