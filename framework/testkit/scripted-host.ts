import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type Host, type HostOptions, openHost } from '../host.ts'
import type { SourceError } from '../source/error.ts'
import type { FreshnessPolicy } from '../sync/freshness.ts'
import { readWhole, walk } from '../vfs/walk.ts'
import { type ScriptedOptions, scriptedSource } from './scripted-source.ts'
import { createTracker, type Tracker } from './tracker.ts'

/** Polls only when asked, so that a test decides when there is news. */
export const quiet: Partial<FreshnessPolicy> = { shortest: 3_600_000, longest: 3_600_000, deadline: 2000 }

/** A host over one scripted tracker, on a store of its own. */
export interface ScriptedHost {
  readonly host: Host
  readonly tracker: Tracker
  readonly notices: string[]
  readonly errors: SourceError[]
  /** The text of a file. */
  text(path: string): Promise<string>
  /** Polls, and waits until everything is rendered. */
  refresh(): Promise<void>
  /** Stops it and opens another one on the same store. */
  reopen(change?: ReopenOptions): Promise<ScriptedHost>
}

export interface ReopenOptions extends ScriptedOptions {
  readonly policy?: Partial<FreshnessPolicy>
  readonly onNotice?: HostOptions['onNotice']
  /** Saved queries by the name of their view. */
  readonly views?: Readonly<Record<string, string>>
  /** Makes it writable. @default it is not */
  readonly write?: HostOptions['write']
  readonly allowDelete?: boolean
  readonly sending?: HostOptions['sending']
  /** Whether it is started. @default true */
  readonly start?: boolean
}

/** A folder that goes with the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'issuefs-test-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** Opens and starts a host that ends with the test. */
export async function scriptedHost(
  tracker: Tracker = createTracker(),
  options: ReopenOptions = {},
): Promise<ScriptedHost> {
  return openOn(await temporaryFolder(), tracker, options)
}

async function openOn(folder: string, tracker: Tracker, options: ReopenOptions): Promise<ScriptedHost> {
  const { policy, start = true, views = {}, write, allowDelete, sending, ...scripted } = options
  const notices: string[] = []
  const errors: SourceError[] = []
  const host = openHost({
    mounts: [
      { name: '', source: scriptedSource(tracker, { writes: write !== undefined, ...scripted }), options: {}, views },
    ],
    cacheFolder: join(folder, 'cache'),
    ...(write === undefined ? {} : { write, stateFolder: join(folder, 'state') }),
    ...(allowDelete === undefined ? {} : { allowDelete }),
    ...(sending === undefined ? {} : { sending }),
    policy: { ...quiet, ...policy },
    onNotice: sentence => notices.push(sentence),
    onError: error => errors.push(error),
  })
  onTestFinished(() => host.stop())
  const made: ScriptedHost = {
    host,
    tracker,
    notices,
    errors,
    text: path => textOf(host, path),
    async refresh() {
      await host.refresh()
      await host.settled()
    },
    async reopen(change = {}) {
      await host.stop()
      return openOn(folder, tracker, { ...options, start: true, ...change })
    },
  }
  if (start) await host.start()
  return made
}

/** Writes a whole file through the tree, as `cp` and `echo >` do; makes it when there is none. */
export async function writeFile(host: Host, path: string, text: string, pid?: number): Promise<void> {
  const [parent, name] = [path.slice(0, path.lastIndexOf('/')), path.slice(path.lastIndexOf('/') + 1)]
  const write = host.vfs.write!
  const folder = await walk(host.vfs, parent)
  const context = pid === undefined ? {} : { pid }
  const how = { truncate: true, append: false }
  const found = await host.vfs.lookup(folder.ino, name).catch(() => undefined)
  const at = found?.kind === 'link' ? await walk(host.vfs, path, { follow: true }) : found
  const handle = at
    ? await write.open(at.ino, how, context)
    : (await write.create(folder.ino, name, { ...how, exclusive: false }, context)).handle
  try {
    await write.write(handle, 0, Buffer.from(text), context)
    await write.flush(handle, context)
  } finally {
    host.vfs.release(handle)
  }
}

/** The text of a file of a host's tree; symbolic links are followed. */
export async function textOf(host: Host, path: string): Promise<string> {
  const { ino } = await walk(host.vfs, path, { follow: true })
  return Buffer.from(await readWhole(host.vfs, ino)).toString('utf8')
}
