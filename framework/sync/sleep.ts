import { setTimeout } from 'node:timers/promises'

/**
 * Milliseconds after which loops look again at the latest. Timers do not count the time for which a machine sleeps, and know
 * nothing of a clock that was set.
 */
export const longestSleep = 60_000

/** Waits, at most until `signal` is aborted, which is not an error. Does not keep the process alive. */
export async function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await setTimeout(Math.max(0, milliseconds), undefined, { signal, ref: false })
  } catch (thrown) {
    if (!signal.aborted) throw thrown
  }
}
