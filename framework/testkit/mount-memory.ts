import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Projection, type ProjectionWriter, projectionWriter, projectTree } from '../backend/memory.ts'
import { type Host, openHost } from '../host.ts'
import { type ErrorKind, SourceError } from '../source/error.ts'
import type { Options, Values } from '../source/options.ts'
import type { Source } from '../source/source.ts'
import { rootIno } from '../store/contract.ts'
import { defaultPolicy, type FreshnessPolicy } from '../sync/freshness.ts'
import { list } from '../vfs/walk.ts'

/**
 * A source's tree in memory, complete and quiet. Its files are written with `write`, `append`, `create` and `remove`.
 *
 * @example
 * await using mount = await mountMemory(notes, { url, token: 't' }, {}, { write: true })
 * await mount.append('/app/7.md', '\nA comment.\n')
 * await mount.refresh()
 * const tree = mount.vol.toJSON()
 */
export interface MemoryMount extends ProjectionWriter {
  /** A memfs volume of the whole tree. */
  readonly vol: Projection['vol']
  /** What carries it: `host.status()` counts its requests, `host.vfs` reads without the volume. */
  readonly host: Host
  /** Asks the tracker for news, waits until they are rendered, and projects the tree again. */
  refresh(): Promise<void>
  /** Lets so many milliseconds pass for the mount, then does what is due by then and projects the tree again. */
  advanceTime(milliseconds: number): Promise<void>
  /** Projects something that is in no listing, such as `PROJ/PROJ-1`. */
  reveal(path: string): Promise<void>
  /** Ends it and removes its store. */
  close(): Promise<void>
  /** `close`, at the end of a block: `await using mount = await mountMemory(…)`. */
  [Symbol.asyncDispose](): Promise<void>
}

/** What may be done to a mount in memory besides reading. */
export interface MemoryMountWriting {
  /** Whether it may be written; each save waits for the tracker. @default false */
  readonly write?: boolean
  /** Whether `remove` may delete issues. @default false */
  readonly allowDelete?: boolean
}

/**
 * Mounts a source on a memfs volume, for tests and for programs without a mount. Resolves when everything listed is there.
 *
 * @param policy how fresh it is kept, in milliseconds; the rest as on any mount
 * @throws SourceError what `connect` or a listing failed with
 * @example
 * await using mount = await mountMemory(notes, { url, token: 't' })
 * const names = mount.vol.readdirSync('/')
 * const text = mount.vol.readFileSync('/app/7.md', 'utf8')
 */
export async function mountMemory<O extends Options>(
  source: Source<O>,
  options: Values<O>,
  policy: Partial<FreshnessPolicy> = {},
  { write = false, allowDelete = false }: MemoryMountWriting = {},
): Promise<MemoryMount> {
  const folder = await mkdtemp(join(tmpdir(), 'issuefs-memory-'))
  let host: Host | undefined
  let ahead = 0
  const now = (): number => Date.now() + ahead
  const close = async (): Promise<void> => {
    await host?.stop()
    await rm(folder, { recursive: true, force: true })
  }
  try {
    host = openHost({
      mounts: [{ name: '', source: source as Source, options }],
      cacheFolder: join(folder, 'cache'),
      policy,
      now,
      ...(write ? { stateFolder: join(folder, 'state'), write: 'wait' as const, allowDelete } : {}),
    })
    const opened = host
    await opened.start()
    await settledOrFailed(opened)
    const projection = await projectTree(opened.vfs)
    async function refresh(): Promise<void> {
      await opened.refresh()
      await opened.settled()
      await projection.project()
    }
    return {
      vol: projection.vol,
      host: opened,
      ...projectionWriter(opened.vfs, projection),
      refresh,
      async advanceTime(milliseconds) {
        ahead += milliseconds
        await list(opened.vfs, rootIno, { pid: process.pid })
        const sweep = policy.sweep ?? defaultPolicy.sweep
        const deadline = Date.now() + (policy.deadline ?? defaultPolicy.deadline)
        while (isDue(opened, now() - sweep) && Date.now() < deadline) await sleep(10)
        await refresh()
      },
      reveal: projection.reveal,
      close,
      [Symbol.asyncDispose]: close,
    }
  } catch (thrown) {
    await close()
    throw thrown
  }
}

/** Waits until it is quiet. What passes by itself, such as a limit of requests, is waited for; what does not is thrown. */
async function settledOrFailed(host: Host): Promise<void> {
  const { promise: failed, reject } = Promise.withResolvers<never>()
  const watch = setInterval(() => {
    const error = host.status().mounts.find(({ lastError }) => lastError && !passing.has(lastError.kind))?.lastError
    if (error) reject(new SourceError(error.kind, error.sentence))
  }, 20)
  await Promise.race([host.settled(), failed]).finally(() => clearInterval(watch))
}

const passing: ReadonlySet<ErrorKind> = new Set(['offline', 'rate-limited', 'deadline', 'conflict'])

/** Whether a listing was last read to its end, to load or to sweep it, before a time. */
function isDue({ store: { read } }: Host, before: number): boolean {
  const ends = new Map<string, number>()
  for (const { mount } of read.mounts.mounts())
    for (const { what, finished = 0 } of read.progress.listings(mount))
      ends.set(`${mount} ${what}`, Math.max(finished, ends.get(`${mount} ${what}`) ?? 0))
  return [...ends.values()].some(end => end < before)
}
