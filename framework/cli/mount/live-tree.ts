import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { HostStatus } from '../../host/status.ts'
import { type Host, type HostOptions, openHost } from '../../host.ts'
import type { ExchangeRecord } from '../../layers/trace.ts'
import { SourceError } from '../../source/error.ts'
import type { StoreReader } from '../../store/reader.ts'
import type { Vfs } from '../../vfs/contract.ts'
import type { Context } from '../context.ts'
import type { Plan } from '../plan.ts'
import { withoutWrongOptions } from '../refused-options.ts'
import { createSayings } from './sayings.ts'
import { createSwitchableVfs } from './switchable-vfs.ts'

/** A tree that runs, and can be given other mounts while it does. */
export interface LiveTree {
  /** Stays the same across `reopen`. */
  readonly vfs: Vfs
  readonly storePath: string
  host(): Host
  read(): StoreReader
  status(): HostStatus
  /** Goes on with other mounts; with the present ones when those can't be started. */
  reopen(plan: Plan): Promise<void>
  /** Waits for the saves on their way, two seconds at most: then the journal has them, and their programs hear that. */
  calm(): Promise<void>
  stop(): Promise<void>
}

/** How long saves on their way may take when the tree goes, in milliseconds. */
const longestSaves = 2000

/** What programs may do besides reading. */
export interface Writing {
  readonly mode: 'wait' | 'queue'
  readonly allowDelete: boolean
}

export interface LiveTreeOptions {
  readonly purpose: string
  readonly writing?: Writing | undefined
  readonly onExchange?: (record: ExchangeRecord, mount: string) => void
}

/** Opens a tree and connects its trackers. */
export async function startTree(plan: Plan, context: Context, options: LiveTreeOptions): Promise<LiveTree> {
  let present = plan
  let host = withoutWrongOptions(() => openHost(hostOptions(plan, context, options)))
  const tree = createSwitchableVfs(host.vfs)
  let reopening: Promise<void> = Promise.resolve()

  /** Opens, starts and, when that fails, stops again. */
  async function start(next: Plan): Promise<Host> {
    const opened = openHost(hostOptions(next, context, options))
    try {
      await opened.start()
      return opened
    } catch (thrown) {
      await opened.stop()
      throw thrown
    }
  }

  /** Backends keep the store open that they have begun with. */
  function refuseWithoutStore(): void {
    const { path } = host.store
    if (existsSync(path)) return
    throw new SourceError('unexpected', `The cache "${path}" has been removed; unmount, and mount again.`)
  }

  async function reopen(next: Plan): Promise<void> {
    refuseWithoutStore()
    await tree.pause()
    try {
      await tree.vfs.write?.settle()
      await host.stop()
      host = await start(next)
      present = next
    } catch (thrown) {
      await host.stop().catch(() => {})
      host = openHost(hostOptions(present, context, options))
      await host.start('anyway').catch(() => {})
      throw thrown
    } finally {
      await tree.switchTo(host.vfs)
    }
  }

  async function calm(): Promise<void> {
    const patience = setTimeout(() => host.edits?.letGo(), longestSaves)
    // What does not end even then is not in the journal yet, such as the reading of a file that is to be written.
    const enough = sleep(longestSaves + 1000, undefined, { ref: false })
    await Promise.race([tree.vfs.write?.settle(), enough])
    clearTimeout(patience)
  }

  try {
    await host.start()
  } catch (thrown) {
    await host.stop()
    throw thrown
  }
  return {
    vfs: tree.vfs,
    storePath: host.store.path,
    host: () => host,
    read: () => host.store.read,
    status: () => host.status(),
    reopen(next) {
      const reopened = reopening.then(() => reopen(next))
      reopening = reopened.catch(() => {})
      return reopened
    },
    calm,
    async stop() {
      await calm()
      await host.stop()
    },
  }
}

function hostOptions(plan: Plan, { output }: Context, { purpose, writing, onExchange }: LiveTreeOptions): HostOptions {
  const { notice, error } = createSayings(output.say)
  return {
    mounts: plan.mounts,
    cacheFolder: plan.cacheFolder,
    ...(writing
      ? { stateFolder: plan.stateFolder, write: writing.mode, allowDelete: writing.allowDelete }
      : existsSync(plan.stateFolder) && { stateFolder: plan.stateFolder }),
    purpose,
    onNotice: notice,
    onError: ({ message }, mount) => error(message, mount),
    ...(onExchange ? { onExchange } : {}),
  }
}
