import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import * as files from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { BackendName } from '../backend/backend.ts'
import { mountAt } from '../backend/mount-table.ts'
import { detachFolder } from '../backend/unmount.ts'
import { SourceError } from '../source/error.ts'
import type { AttachedFixture } from './backend-fixture.ts'
import type { Happened, Order, Report } from './mount-child.ts'
import type { Step, TreePlan } from './tree-plan.ts'

/** A planned tree on a real folder, served by a process of its own. */
export interface RealMount extends AttachedFixture {
  readonly folder: string
  readonly child: ChildProcess
  /** What the backend has told the user so far. */
  readonly notices: readonly string[]
  /** Resolves when the process has ended. */
  readonly ended: Promise<void>
}

/**
 * Mounts a planned tree in a child process.
 *
 * @param folder to mount on; @default a new one with a name that is hard to pass on
 * @throws SourceError `unexpected` with the backend's sentence when it refuses
 */
export async function mountForReal(backend: BackendName, plan: TreePlan, folder?: string): Promise<RealMount> {
  const place = await files.mkdtemp(join(tmpdir(), 'issuefs-kit-'))
  const at = folder ?? join(place, 'a, mount ü')
  const child = fork(fileURLToPath(new URL('./mount-child.ts', import.meta.url)), [backend, at, join(place, 'store')], {
    execArgv: [],
    serialization: 'json',
  })
  const ended = once(child, 'exit').then(() => {})
  const notices: string[] = []
  let mounted: string | undefined

  async function detach(): Promise<void> {
    if (child.connected) child.disconnect()
    const timer = setTimeout(() => child.kill('SIGKILL'), 10_000)
    await ended
    clearTimeout(timer)
    // Others may have mounted there since, or before, when this one was refused.
    if (mounted !== undefined && (await mountAt(at))?.id === mounted) await detachFolder(at)
    await files.rm(place, { recursive: true, force: true })
  }

  child.send({ plan } satisfies Order)
  const refused = await firstWord(child, ended, notices)
  if (refused !== undefined) {
    await detach()
    throw new SourceError('unexpected', refused)
  }
  mounted = (await mountAt(at))?.id
  const steer = createSteering(child)
  return {
    files,
    folder: at,
    at: path => join(at, path),
    child,
    notices,
    ended,
    steer: async step => (await steer(step)).counts,
    saves: async () => (await steer({ do: 'count' })).saves,
    detach,
  }
}

/** Waits until it is mounted, or gives why not. Goes on collecting notices. */
function firstWord(child: ChildProcess, ended: Promise<void>, notices: string[]): Promise<string | undefined> {
  return new Promise(resolve => {
    child.on('message', (report: Report) => {
      if (report.said === 'notice') notices.push(report.sentence)
      if (report.said === 'ready') resolve(undefined)
      if (report.said === 'refused') resolve(report.sentence)
    })
    ended.then(() => resolve('The mounting process ended.'))
  })
}

function createSteering(child: ChildProcess): (step: Step) => Promise<Happened> {
  const waiting = new Map<number, { resolve(happened: Happened): void; reject(problem: Error): void }>()
  let last = 0
  child.on('message', (report: Report) => {
    if (report.said !== 'done' && report.said !== 'failed') return
    const waiter = waiting.get(report.number)
    waiting.delete(report.number)
    if (report.said === 'done') waiter?.resolve(report.happened)
    else waiter?.reject(new Error(report.sentence))
  })
  return step =>
    new Promise((resolve, reject) => {
      const number = ++last
      waiting.set(number, { resolve, reject })
      child.send({ number, step } satisfies Order)
    })
}
