import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, symlink } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { expect } from 'vitest'
import { eventually } from '../../testkit/eventually.test-support.ts'
import type { TreePlan } from '../../testkit/tree-plan.ts'
import { type Served, serve } from './served.test-support.ts'

/** `A/never.md` waits for the tracker longer than any test. */
export const watchedPlan: TreePlan = {
  deadline: 60_000,
  nodes: { 'A/1.md': { text: 'one\n' }, 'A/never.md': { absent: true } },
  answers: { 'A/never.md': { says: 'nothing-ever' } },
}

/** A mount whose notifier waits in the kernel for a program that waits for the mount. */
export interface Stuck {
  readonly served: Served
  readonly reader: ChildProcess
}

/** A name is asked for, which locks its folder, while the main thread is busy with a change in the same folder. */
export async function serveStuck(): Promise<Stuck> {
  const served = await serve(watchedPlan, { deadline: 60_000 })
  await once(spawn('cat', [served.at('A/1.md')], { stdio: 'ignore' }), 'exit')
  const step = { do: 'write', path: 'A/1.md', text: 'two\n' } as const
  const done = served.tell({ order: 'steer', busy: 300, step })
  await new Promise(resolve => setTimeout(resolve, 100))
  const reader = spawn('cat', [served.at('A/never.md')], { stdio: 'ignore' })
  await done
  await eventually(async () => expect(await statesOf(served.child.pid!)).toMatch(/notifie\w*:D/))
  return { served, reader }
}

/** The names and states of a process's threads, as in `issuefs notifie:D`. */
async function statesOf(pid: number): Promise<string> {
  const threads = await readdir(`/proc/${pid}/task`)
  const all = await Promise.all(threads.map(thread => readFile(`/proc/${pid}/task/${thread}/status`, 'utf8')))
  return all.map(status => `${/^Name:\s*(.*)/m.exec(status)![1]}:${/^State:\s*(\w)/m.exec(status)![1]}`).join(' ')
}

/** The processes that watch the mounts of a process. */
export async function watchdogsOf(pid: number): Promise<readonly number[]> {
  const found: number[] = []
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const words = (await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '')).split('\0')
    if (words[0] === 'sh' && words[2] === 'issuefs-watch' && words[3] === String(pid)) found.push(Number(name))
  }
  return found
}

/** Waits until there are so many. */
export async function seeWatchdogs(pid: number, count: number): Promise<readonly number[]> {
  return eventually(async () => {
    const found = await watchdogsOf(pid)
    expect(found).toHaveLength(count)
    return found
  })
}

/** What mounting and watching need; setpriv is not among it. */
const programs = ['sh', 'sleep', 'cat', 'mount', 'umount', 'fusermount3']

/** Does something where setpriv is not installed. */
export async function withoutSetpriv<Result>(folder: string, run: () => Promise<Result>): Promise<Result> {
  const before = process.env.PATH ?? ''
  await mkdir(folder)
  for (const program of programs) {
    const found = before.split(delimiter).find(from => existsSync(join(from, program)))
    if (found !== undefined) await symlink(join(found, program), join(folder, program))
  }
  process.env.PATH = folder
  try {
    return await run()
  } finally {
    process.env.PATH = before
  }
}
