import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDevFuse } from '../backend/dev-fuse.ts'
import { locateEmulator, locatePlugin } from '../plugin/locate.ts'
import { printTable, showTime } from './table.ts'
import { type Child, startChild } from './write/ask-child.ts'
import type { Saved } from './write/change-text.ts'
import type { MemoryOrder, MountPlan } from './write/mount-process.ts'
import type { SaveOrder } from './write/saver.ts'
import { type Measured, measured } from './write/trackers.ts'

/**
 * What a save costs: over the tracker's own time, for each tracker, and how many are accepted in a second when they are sent
 * later. Beside it, the same program with plain files on the same disk.
 */
const latency = 20
const saves = 40
const queued = 1000

export default async function benchWrite(): Promise<void> {
  await using stack = new AsyncDisposableStack()
  const place = await mkdtemp(join(tmpdir(), 'issuefs-bench-'))
  stack.defer(() => rm(place, { recursive: true, force: true }))
  const { child: saver } = await startChild('./saver.ts', [], { env: { ...process.env, UV_THREADPOOL_SIZE: '32' } })
  stack.defer(() => saver.end())
  const hasFuse = (await createDevFuse().unavailable()) === undefined
  const latencies: (readonly (string | number)[])[] = []
  for (const [at, tracker] of measured.entries())
    latencies.push(await overLatency(tracker, saver, join(place, String(at)), hasFuse))
  printTable(
    `One save after another, ${saves} of each, means; every answer of the tracker takes ${latency} ms`,
    [
      'tracker',
      'requests',
      'dev-fuse',
      'without the tracker',
      'memory',
      'without the tracker',
      'computed',
      'plain, fsync',
    ],
    latencies,
  )
  printTable(
    `Saves accepted with --write=queue, ${queued} Jira issues`,
    ['', 'dev-fuse', 'memory', 'computed, a save', 'plain, fsync'],
    await throughput(measured[0]!, saver, join(place, 'queue'), hasFuse),
  )
}

/** A tracker, a mount of it and its files. */
interface Running {
  readonly emulator: Child
  readonly mount: Child
  readonly folder: string
}

async function run(
  tracker: Measured,
  mode: MountPlan['mode'],
  issues: number,
  place: string,
  hasFuse: boolean,
  stack: AsyncDisposableStack,
): Promise<Running> {
  const { plugin, emulate, options } = tracker
  const module = locateEmulator(locatePlugin(plugin, process.cwd()))!
  const { child: emulator, ready } = await startChild<{ env: Readonly<Record<string, string>> }>(
    '../emulator/child.ts',
    [module.href, JSON.stringify({ ...emulate, issues, seed: 1 })],
  )
  stack.defer(() => emulator.end())
  const folder = join(place, 'mount')
  await mkdir(folder, { recursive: true })
  const plan: MountPlan = { plugin, env: ready.env, options, mode, place, ...(hasFuse ? { folder } : {}) }
  const { child: mount } = await startChild('./mount-process.ts', [JSON.stringify(plan)])
  stack.defer(() => mount.end())
  return { emulator, mount, folder }
}

async function overLatency(tracker: Measured, saver: Child, place: string, hasFuse: boolean) {
  await using stack = new AsyncDisposableStack()
  const { emulator, mount, folder } = await run(tracker, 'wait', 3 * saves, place, hasFuse, stack)
  const all = Array.from({ length: 3 * saves }, (_, at) => tracker.pathOf(at + 1))
  const paths = all.filter(path => !hasFuse || existsSync(join(folder, path)))
  const { part } = tracker
  await emulator.ask(latency)
  const memory = (paths: readonly string[]) => mount.ask<Saved>({ paths, part, atOnce: 1 } satisfies MemoryOrder)
  const mounted = (paths: readonly string[]) =>
    saver.ask<Saved>({ paths: paths.map(path => join(folder, path)), part, atOnce: 1, sync: false } satisfies SaveOrder)
  await memory(paths.slice(0, 5))
  const before = await requestsOf(emulator)
  const direct = await beside(mount, () => memory(paths.slice(5, 5 + saves)))
  const each = ((await requestsOf(emulator)) - before) / saves
  const through = hasFuse ? await beside(mount, () => mounted(paths.slice(5 + saves, 5 + 2 * saves))) : undefined
  const plain = await plainFiles(saver, place, part, saves, 1)
  return [
    tracker.name,
    each.toFixed(1),
    ...(through ? [showTime(through.save), showTime(through.ours)] : ['no FUSE here', '']),
    showTime(direct.save),
    showTime(direct.ours),
    showTime(direct.computed),
    showTime(mean(plain)),
  ]
}

/** Of one save in the mean: how long it takes, how long of that nothing of the tracker is waited for, what is computed. */
async function beside(mount: Child, work: () => Promise<Saved>) {
  const before = await mount.ask<number>('waited')
  const saved = await work()
  const waited = ((await mount.ask<number>('waited')) - before) / saves
  const save = mean(saved)
  return { save, ours: save - waited, computed: saved.computed / saves }
}

/** So long that a tracker answers none of what is sent, in milliseconds. */
const forever = 600_000

async function throughput(tracker: Measured, saver: Child, place: string, hasFuse: boolean) {
  await using stack = new AsyncDisposableStack()
  const { emulator, mount, folder } = await run(tracker, 'queue', 6 * queued, place, hasFuse, stack)
  const { part } = tracker
  const rate = ({ all, failed }: Saved): string =>
    `${Math.round((1000 * queued) / all)}/s${failed.length > 0 ? `, ${failed.length} failed: ${failed[0]}` : ''}`
  let first = 1

  async function row(name: string, atOnce: number, settle: () => Promise<void>) {
    const take = (): readonly string[] => Array.from({ length: queued }, () => tracker.pathOf(first++))
    const paths = take().map(path => join(folder, path))
    const through = hasFuse
      ? await saver.ask<Saved>({ paths, part, atOnce, sync: false } satisfies SaveOrder)
      : undefined
    await settle()
    const direct = await mount.ask<Saved>({ paths: take(), part, atOnce } satisfies MemoryOrder)
    await settle()
    const plain = await plainFiles(saver, place, part, queued, atOnce)
    const computed = showTime(direct.computed / queued)
    return [name, through ? rate(through) : 'no FUSE here', rate(direct), computed, rate(plain)]
  }

  await emulator.ask(latency)
  const sent = await row('one after another, while they are sent', 1, () => untilSent(mount))
  await emulator.ask(forever)
  const nothing = async (): Promise<void> => {}
  return [
    await row('one after another, the tracker does not answer', 1, nothing),
    await row('16 at once, the tracker does not answer', 16, nothing),
    sent,
  ]
}

async function untilSent(mount: Child): Promise<void> {
  while ((await mount.ask<number>('waiting')) > 0) await new Promise(resolve => setTimeout(resolve, 200))
}

/** The same program with files of the same size on the same disk. */
async function plainFiles(saver: Child, place: string, part: Measured['part'], count: number, atOnce: number) {
  const folder = join(place, 'plain')
  await mkdir(folder, { recursive: true })
  const text = `# An issue\n\n${(await readFile(import.meta.filename, 'utf8')).slice(0, 3000)}\n`
  const paths = Array.from({ length: count }, (_, at) => join(folder, `${at}.md`))
  for (const path of paths) await writeFile(path, text)
  return saver.ask<Saved>({ paths, part, atOnce, sync: true } satisfies SaveOrder)
}

async function requestsOf(emulator: Child): Promise<number> {
  return (await emulator.ask<{ readonly requests: number }>('count')).requests
}

/** Throws where a save has failed: its time says nothing. */
function mean({ each, failed }: Saved): number {
  if (failed.length > 0) throw new Error(`${failed.length} saves have failed: ${failed[0]}`)
  return each.reduce((sum, one) => sum + one, 0) / each.length
}
