import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TreePlan } from '../../testkit/tree-plan.ts'
import { unmountAnyway } from '../stale-mount.ts'
import { abortConnection } from './abort-connection.ts'
import type { ChildOptions, Order, Report } from './child.test-support.ts'

/** A planned tree that a process of its own serves with this backend. */
export interface Served {
  readonly folder: string
  readonly child: ChildProcess
  readonly notices: string[]
  at(path: string): string
  tell(order: Order): Promise<Report>
  /** Serves the same store at the same folder again, after the process was killed. */
  again(): Promise<Served>
  leave(): Promise<void>
}

export async function serve(plan: TreePlan, options: ChildOptions = {}): Promise<Served> {
  const place = await realpath(await mkdtemp(join(tmpdir(), 'issuefs-dev-fuse-')))
  return start(place, plan, options, 1)
}

async function start(place: string, plan: TreePlan, options: ChildOptions, run: number): Promise<Served> {
  const folder = join(place, 'tree')
  const child = fork(
    fileURLToPath(new URL('./child.test-support.ts', import.meta.url)),
    [folder, join(place, `store-${run}`), JSON.stringify(plan), JSON.stringify(options)],
    { execArgv: ['--disable-warning=ExperimentalWarning'] },
  )
  const notices: string[] = []
  const ended = once(child, 'exit').then(([code]) => code)
  const waiting: ((report: Report) => void)[] = []
  child.on('message', (report: Report) => {
    if (report.said === 'notice') notices.push(report.sentence)
    else waiting.shift()?.(report)
  })
  const next = (): Promise<Report> =>
    new Promise((resolve, reject) => {
      waiting.push(resolve)
      ended.then(code => reject(new Error(`The mount's process ended with ${code}.`)))
    })
  await next()
  const served: Served = {
    folder,
    child,
    notices,
    at: path => join(folder, path),
    tell(order) {
      child.send(order)
      return next()
    },
    again: () => start(place, plan, options, run + 1),
    async leave() {
      if (child.exitCode === null && child.signalCode === null) {
        if (child.connected) child.disconnect()
        const timer = setTimeout(() => {
          child.kill('SIGKILL')
          void abortConnection(folder)
        }, 10_000)
        await once(child, 'exit')
        clearTimeout(timer)
      }
      await unmountAnyway(folder)
      await rm(place, { recursive: true, force: true })
    },
  }
  return served
}
