import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createDevFuse } from '../backend/dev-fuse.ts'
import { fuseNative } from '../backend/fuse-native.ts'
import { withoutBindfs } from './fuse/bindfs.ts'
import { buildFiles, buildStore } from './fuse/build-tree.ts'
import { measureChange } from './fuse/change.ts'
import { compileClient } from './fuse/client.ts'
import { measureLatencies } from './fuse/latencies.ts'
import { describeMachine, type Figure, printFigures } from './fuse/report.ts'
import { measureLargeFolder, measureMemory } from './fuse/sizes.ts'
import { measureWalks, type Variant, variants, type WalkTimes, walks } from './fuse/walks.ts'

/**
 * Measures the Linux backends: `node framework/bench/fuse.ts [--parts walks,latencies,change,memory,large] [--rounds 5]
 * [--count 10000]`. Every part builds its own store in a temporary folder; all of it takes about three minutes.
 */

const { values } = parseArgs({
  options: {
    parts: { type: 'string', default: 'walks,latencies,change,memory,large' },
    rounds: { type: 'string', default: '5' },
    count: { type: 'string', default: '10000' },
  },
  allowPositionals: true,
})
const parts = new Set(values.parts.split(','))
const rounds = Number(values.rounds)
const count = Number(values.count)
const print = (text: string): void => void process.stdout.write(`${text}\n`)

/** Prints the figures of the Linux backends, or why there are none. */
export default async function benchFuse(): Promise<void> {
  const why = await createDevFuse().unavailable()
  if (why) print(`Not measured: ${why}`)
  else await measure()
}

async function measure(): Promise<void> {
  const place = await mkdtemp(join(tmpdir(), 'issuefs-bench-'))
  const shared = await mkdtemp(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'issuefs-bench-'))
  try {
    const store = join(place, 'store')
    buildStore(store, count)
    const figures: Figure[] = []
    if (parts.has('walks')) figures.push(...(await walkFigures(place, store, shared)))
    if (parts.has('latencies')) figures.push(...(await latencyFigures(place, store)))
    if (parts.has('change'))
      figures.push({
        what: 'a changed issue seen after it is stored',
        measured: await measureChange(place, store, 50),
        atMost: 50,
        unit: 'ms',
      })
    if (parts.has('memory')) figures.push(await memoryFigure(place))
    if (parts.has('large')) figures.push(...(await largeFigures(place)))
    print(`\n${printFigures(figures)}\n\n${describeMachine()} ${count} issues of 5 KB; medians of ${rounds}.`)
  } finally {
    await rm(place, { recursive: true, force: true })
    await rm(shared, { recursive: true, force: true })
  }
}

async function walkFigures(place: string, store: string, plain: string): Promise<readonly Figure[]> {
  await buildFiles(plain, count)
  const withoutNative = await fuseNative.unavailable()
  if (withoutNative) print(`Without fuse-native: ${withoutNative}`)
  if (withoutBindfs) print(`Without bindfs: ${withoutBindfs}`)
  const missing = { 'fuse-native': withoutNative, bindfs: withoutBindfs }
  const chosen = variants.filter(variant => missing[variant as keyof typeof missing] === undefined)
  const times = await measureWalks({ place, store, plain, rounds, chosen })
  print(walkTable(times, chosen))
  const { 'dev-fuse': ours, 'dev-fuse-writable': writable, 'fuse-native': native, tmpfs } = times
  const ofTmpfs = (what: string, measured: number, base: number, atMost: number): Figure => ({
    what,
    measured: measured / base,
    atMost,
    unit: '× tmpfs',
  })
  const ofNative = (what: string, walk: 'grep first' | 'grep third', atMost: number): Figure => ({
    what,
    measured: ours[walk] / native[walk],
    atMost,
    unit: '× fuse-native',
  })
  return [
    ofTmpfs('`grep -r` first, read-only', ours['grep first'], tmpfs['grep first'], 5),
    ofNative('`grep -r` first, read-only', 'grep first', 1 / 5),
    ofTmpfs('`grep -r` second, read-only', ours['grep second'], tmpfs['grep second'], 1.5),
    ofTmpfs('`grep -r` third, read-only', ours['grep third'], tmpfs['grep third'], 1.3),
    ofNative('`grep -r` third, read-only', 'grep third', 1 / 8),
    ofTmpfs('`grep -r` second, writable', writable['grep second'], tmpfs['grep second'], 5),
    ofTmpfs('`find -type f` first', ours['find first'], tmpfs['find first'], 8),
    ofTmpfs('`ls -lR` first', ours['ls -lR first'], tmpfs['ls -lR first'], 3),
  ]
}

/** Medians in milliseconds. */
function walkTable(times: WalkTimes, chosen: readonly Variant[]): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [
    row(['ms', ...walks]),
    row(['---', ...walks.map(() => '---:')]),
    ...chosen.map(variant => row([variant, ...walks.map(walk => times[variant][walk].toFixed(0))])),
  ].join('\n')
}

async function latencyFigures(place: string, store: string): Promise<readonly Figure[]> {
  const client = await compileClient(place)
  if (!client) {
    print('Without latencies: there is no C compiler ("apt install gcc libc6-dev").')
    return []
  }
  const { stat, read, pipe } = await measureLatencies({ place, store, count, rounds, client })
  print(`A byte to another process and back, idle: p50 ${pipe.p50.toFixed(1)} µs, p99 ${pipe.p99.toFixed(1)} µs.`)
  return [
    { what: '`stat`, random order, main thread in 100 ms bursts, p50', measured: stat.p50, atMost: 60, unit: 'µs' },
    { what: 'the same, p99', measured: stat.p99, atMost: 2000, unit: 'µs' },
    { what: '5 KB open+read+close, cold, idle, p50', measured: read.p50, atMost: 120, unit: 'µs' },
  ]
}

async function memoryFigure(place: string): Promise<Figure> {
  const store = join(place, 'hundred-thousand')
  buildStore(store, 100_000)
  const measured = await measureMemory(place, store)
  await rm(store, { recursive: true, force: true })
  return { what: 'VmRSS, 100,000 issues, after a full `grep -r`', measured, atMost: 250, unit: 'MB' }
}

async function largeFigures(place: string): Promise<readonly Figure[]> {
  const store = join(place, 'million')
  buildStore(store, 1_000_000, 'empty')
  const without = await measureLargeFolder(place, store, 'without')
  const attributes = await measureLargeFolder(place, store, 'with')
  await rm(store, { recursive: true, force: true })
  return [
    { what: '1,000,000 entries, `ls -f`, without attributes', measured: without.seconds, atMost: 10, unit: 's' },
    { what: 'the same, VmRSS', measured: without.megabytes, atMost: 300, unit: 'MB' },
    { what: '1,000,000 entries, `ls -f`, with attributes', measured: attributes.seconds, atMost: 20, unit: 's' },
    { what: 'the same, VmRSS', measured: attributes.megabytes, atMost: 300, unit: 'MB' },
  ]
}

if (process.argv[1] === import.meta.filename) await benchFuse()
