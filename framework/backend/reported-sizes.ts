import { setTimeout as sleep } from 'node:timers/promises'
import type { Ino } from '../store/contract.ts'

/** The sizes that the kernel believes at the moment, because it was told them a short while ago. */
export interface ReportedSizes {
  /** Called when the kernel is told a size. */
  report(ino: Ino, size: number): void
  /** Waits until the kernel no longer believes another size than this one. Mostly it does not. */
  settle(ino: Ino, size: number): Promise<void>
}

/**
 * Keeps an open that follows a change from being read with the size of before: a program that trusts `fstat` would
 * take half a text for the whole.
 *
 * @param believed how long the kernel believes attributes, milliseconds
 */
export function createReportedSizes(believed: number): ReportedSizes {
  /** The reports of the present period and of the one before; older ones are believed no more. */
  let present = new Map<Ino, { readonly size: number; readonly at: number }>()
  let past: typeof present = new Map()
  let begin = 0
  return {
    report(ino, size) {
      const at = performance.now()
      if (at - begin > believed) {
        past = present
        present = new Map()
        begin = at
      }
      present.set(ino, { size, at })
    },
    async settle(ino, size) {
      const told = present.get(ino) ?? past.get(ino)
      if (!told || told.size === size) return
      // The kernel's clock starts when the answer arrives there.
      const left = told.at + believed + 50 - performance.now()
      if (left > 0) await sleep(left)
    },
  }
}
