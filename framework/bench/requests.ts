import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { type Host, openHost } from '../host.ts'
import { loadPlugin } from '../plugin/load.ts'
import { locateEmulator, locatePlugin } from '../plugin/locate.ts'
import type { Options, Values } from '../source/options.ts'
import { list } from '../vfs/walk.ts'
import { printTable } from './table.ts'

/** Requests that each tracker costs for a cold load of 10,000 issues, and afterwards for news and for no news. */
const issues = 10_000

interface Emulator {
  readonly env: Readonly<Record<string, string>>
  readonly requests: { readonly total: number; reset(): void }
  readonly control: {
    comment(key: string, body: string): string
    remove(key: string): void
    move(key: string, to: string): string
  }
  close(): Promise<void>
}

/** What an emulator is told, and issues of its that can be changed, removed and moved. */
interface Tracker {
  readonly plugin: string
  readonly emulator: { readonly projects: readonly string[]; readonly flavour?: string }
  /** The option that says what is shown. */
  readonly selects: string
  readonly changed: string
  readonly removed: string
  readonly moved: readonly [key: string, to: string]
}

const trackers: readonly Tracker[] = [
  {
    plugin: 'jira',
    selects: 'projects',
    emulator: { flavour: 'cloud', projects: ['AB', 'CD'] },
    changed: 'AB-5',
    removed: 'AB-6',
    moved: ['AB-7', 'CD'],
  },
  {
    plugin: 'jira',
    selects: 'projects',
    emulator: { flavour: 'data-center', projects: ['AB', 'CD'] },
    changed: 'AB-5',
    removed: 'AB-6',
    moved: ['AB-7', 'CD'],
  },
  {
    plugin: 'github',
    selects: 'repos',
    emulator: { projects: ['acme/app', 'acme/web'] },
    changed: 'acme/app#5',
    removed: 'acme/app#6',
    moved: ['acme/app#7', 'acme/web'],
  },
  {
    plugin: 'bugzilla',
    selects: 'products',
    emulator: { flavour: 'stock', projects: ['App', 'Web'] },
    changed: '5',
    removed: '6',
    moved: ['7', 'Web'],
  },
  {
    plugin: 'redmine',
    selects: 'projects',
    emulator: { projects: ['app', 'web'] },
    changed: '5',
    removed: '6',
    moved: ['7', 'web'],
  },
]

export default async function requests(): Promise<void> {
  const rows = []
  for (const tracker of trackers) rows.push(await measure(tracker))
  printTable(
    `Requests for ${issues.toLocaleString('en')} issues with comments`,
    [
      'tracker',
      'cold load, set-up included',
      'nothing changed',
      'one comment',
      'one move',
      'a restart with a sweep that finds one deletion',
    ],
    rows,
  )
}

async function measure(tracker: Tracker): Promise<readonly (string | number)[]> {
  const module = locatePlugin(tracker.plugin, process.cwd())
  const source = await loadPlugin(module)
  const { startEmulator } = (await import(locateEmulator(module)!.href)) as {
    startEmulator(options: object): Promise<Emulator>
  }
  const emulator = await startEmulator({ issues, seed: 1, ...tracker.emulator })
  const folder = await mkdtemp(join(tmpdir(), 'issuefs-bench-'))
  const options = {
    ...optionsOf(tracker.plugin, source.options, emulator.env),
    [tracker.selects]: tracker.emulator.projects,
  }
  const open = (sweep: number): Host =>
    openHost({
      mounts: [{ name: '', source, module, options }],
      cacheFolder: folder,
      policy: { shortest: 3_600_000, sweep, deadline: 600_000 },
    })
  const { control, requests: asked } = emulator
  const counted = async (work: () => Promise<unknown>): Promise<number> => {
    asked.reset()
    await work()
    return asked.total
  }
  try {
    let host = open(86_400_000)
    const cold = await counted(async () => {
      await host.start()
      await enterAll(host, 1)
      await host.settled()
    })
    const loaded = Date.now()
    const news = async (): Promise<void> => {
      await host.refresh()
      await host.settled()
    }
    await news()
    const nothing = await counted(news)
    control.comment(tracker.changed, 'One more comment.')
    await setTimeout(1100)
    const change = await counted(news)
    await setTimeout(1100)
    await news()
    control.move(...tracker.moved)
    const move = await counted(news)
    await host.stop()
    control.remove(tracker.removed)
    await setTimeout(Math.max(0, loaded + 25_000 - Date.now()))
    host = open(Date.now() - loaded + 1000)
    const before = await counted(async () => {
      await host.start()
      await setTimeout(500)
    })
    const sweep = await counted(() => setTimeout(8000))
    await host.stop()
    const name =
      'flavour' in tracker.emulator ? `${tracker.plugin}, ${String(tracker.emulator.flavour)}` : tracker.plugin
    return [name, cold, nothing, change, move, before + sweep]
  } finally {
    await emulator.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Enters every folder, so that what is listed only then is listed. */
async function enterAll(host: Host, ino: number): Promise<void> {
  for (const entry of await list(host.vfs, ino)) {
    if (entry.kind === 'folder' && entry.name !== 'views') await enterAll(host, entry.ino)
  }
}

function optionsOf(plugin: string, table: Options, env: Emulator['env']): Values<Options> {
  const given = Object.entries(table).flatMap(([name, option]) => {
    const value = env[option.env ?? `${plugin}_${name}`.toUpperCase()]
    return value === undefined ? [] : [[name, option.type === 'list' ? value.split(',') : value] as const]
  })
  return { ...Object.fromEntries(given), rate: 5000 }
}
