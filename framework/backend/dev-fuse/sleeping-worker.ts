import { statfs } from 'node:fs/promises'
import { mountAt } from '../mount-table.ts'
import { abortNumbered } from './abort-connection.ts'
import { type Signals, signals } from './signals.ts'
import { tellKernel } from './tell-kernel.ts'

/** The protocol worker, which sleeps in the kernel until there is a request: how it is made to leave. */
export interface SleepingWorker {
  /** Has it leave when it looks up. */
  dismiss(): void
  /** Has it look up. */
  wake(): Promise<void>
}

export interface SleepingWorkerOptions {
  readonly device: number
  /** Where it is mounted, absolute. */
  readonly folder: string
  readonly signals: Signals
}

export function createSleepingWorker({ device, folder, signals: shared }: SleepingWorkerOptions): SleepingWorker {
  const mounted = mountAt(folder).catch(() => undefined)
  return {
    dismiss() {
      Atomics.store(shared, signals.stop, 1)
      tellKernel(device, notifications => notifications.wake(Atomics.load(shared, signals.lastRead)))
    },
    async wake() {
      const number = (await mounted)?.device
      const present = await mountAt(folder).catch(() => undefined)
      // Nobody can make a request there any more, but somebody has a file open.
      if (number !== undefined && present?.device !== number) return abortNumbered(number)
      // The request that this makes is never answered, but refused when the device is closed.
      statfs(folder).catch(() => {})
    },
  }
}
