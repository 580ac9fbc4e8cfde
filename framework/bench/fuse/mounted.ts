import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** What a measured mount's process is told, and says. */
export type Order =
  | { readonly order: 'bursts'; readonly on: boolean }
  | { readonly order: 'memory' }
  | { readonly order: 'change'; readonly ino: number; readonly number: number; readonly version: number }
  | { readonly order: 'leave' }

export type Report =
  | { readonly said: 'ready' | 'done' }
  | { readonly said: 'memory'; readonly megabytes: number }
  | { readonly said: 'changed'; readonly at: number }

/** A tree that is mounted by a process of its own. */
export interface Mounted {
  tell(order: Order): Promise<Report>
  leave(): Promise<void>
}

export async function mountVariant(variant: string, folder: string, storeFolder: string): Promise<Mounted> {
  const child = fork(fileURLToPath(new URL('./mount-process.ts', import.meta.url)), [variant, folder, storeFolder], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  })
  const ended = once(child, 'exit')
  const next = async (): Promise<Report> => {
    const { promise, resolve, reject } = Promise.withResolvers<Report>()
    child.once('message', report => resolve(report as Report))
    ended.then(([code]) => reject(new Error(`The mount's process ended with ${code}.`)))
    return promise
  }
  await next()
  return {
    tell(order) {
      child.send(order)
      return next()
    },
    async leave() {
      child.send({ order: 'leave' } satisfies Order)
      await ended
    },
  }
}
