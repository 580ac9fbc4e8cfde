import { createDevFuse } from '../../backend/dev-fuse.ts'
import { openHost } from '../../host.ts'
import { loadPlugin } from '../../plugin/load.ts'
import { locatePlugin } from '../../plugin/locate.ts'
import type { Options, Values } from '../../source/options.ts'
import { readWhole, walk } from '../../vfs/walk.ts'
import { changeText, timeSaves } from './change-text.ts'

/** What the process of a mount is made with. */
export interface MountPlan {
  readonly plugin: string
  /** The emulator's environment, and options of the plugin besides. */
  readonly env: Readonly<Record<string, string>>
  readonly options: Values<Options>
  readonly mode: 'wait' | 'queue'
  /** For the cache and the journal. */
  readonly place: string
  /** Where it is mounted; absent for none. */
  readonly folder?: string
}

/** Saves through the writing half itself, without a mount. Paths are below the root. */
export interface MemoryOrder {
  readonly paths: readonly string[]
  readonly part: 'title' | 'body'
  readonly atOnce: number
}

/** `mount-process.ts PLAN`: a tree that may be written, in a process of its own; says how many issues it has. */
const plan = JSON.parse(process.argv[2]!) as MountPlan
const module = locatePlugin(plan.plugin, process.cwd())
const source = await loadPlugin(module)
const given = Object.entries(source.options).flatMap(([name, option]) => {
  const value = plan.env[option.env ?? `${plan.plugin}_${name}`.toUpperCase()]
  return value === undefined ? [] : [[name, option.type === 'list' ? value.split(',') : value] as const]
})

/** Milliseconds in which at least one request was under way, and until when that is counted. */
let waited = 0
let counted = 0

const host = openHost({
  mounts: [{ name: '', source, module, options: { ...Object.fromEntries(given), rate: 1000, ...plan.options } }],
  cacheFolder: `${plan.place}/cache`,
  stateFolder: `${plan.place}/state`,
  write: plan.mode,
  policy: { shortest: 3_600_000 },
  onExchange({ milliseconds }) {
    const now = performance.now()
    waited += now - Math.max(counted, now - milliseconds)
    counted = now
  },
  onNotice: sentence => process.stderr.write(`${sentence}\n`),
})
await host.start()
await host.settled()
const attached =
  plan.folder === undefined
    ? undefined
    : await createDevFuse().attach({
        vfs: host.vfs,
        folder: plan.folder,
        allowOther: false,
        storePath: host.store.path,
        notice: sentence => process.stderr.write(`${sentence}\n`),
      })

let count = 0
process.on('message', async (order: MemoryOrder | 'waiting' | 'waited') => {
  if (order === 'waiting') return process.send!(host.journal!.waiting())
  if (order === 'waited') return process.send!(waited)
  const files: { readonly ino: number; readonly text: Buffer }[] = []
  for (const path of order.paths) {
    const { ino } = await walk(host.vfs, path)
    const text = Buffer.from(await readWhole(host.vfs, ino)).toString()
    files.push({ ino, text: Buffer.from(changeText(text, order.part, ++count)) })
  }
  const write = host.vfs.write!
  const saved = await timeSaves(files.length, order.atOnce, async index => {
    const { ino, text } = files[index]!
    const handle = await write.open(ino, { truncate: true, append: false })
    try {
      await write.write(handle, 0, text)
      await write.flush(handle)
    } finally {
      host.vfs.release(handle)
    }
  })
  return process.send!(saved)
})
process.on('disconnect', async () => {
  await attached?.detach()
  await host.stop()
  process.exit()
})
process.send!('ready')
