import { type ChildProcess, fork } from 'node:child_process'
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
  await report(child)
  return {
    async tell(order) {
      child.send(order)
      return report(child)
    },
    async leave() {
      child.send({ order: 'leave' } satisfies Order)
      await once(child, 'exit')
    },
  }
}

async function report(child: ChildProcess): Promise<Report> {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The mount's process ended with ${code}.`)
  })
  ended.catch(() => {})
  const [said] = await Promise.race([once(child, 'message'), ended])
  return said as Report
}
