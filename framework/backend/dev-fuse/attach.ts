import { SourceError } from '../../source/error.ts'
import type { Attached, AttachOptions } from '../backend.ts'
import { prepareMountPoint } from '../mount-point.ts'
import { detachFolder } from '../unmount.ts'
import { type Connection, openConnection } from './connection.ts'
import type { Serving } from './context.ts'
import type { Dialect } from './dialect.ts'
import { createHeldInodes } from './held-inodes.ts'
import { mount } from './mount/index.ts'
import { FUSE_KERNEL_MINOR_VERSION } from './protocol.ts'
import { unavailable } from './unavailable.ts'
import { startWatchdog } from './watchdog.ts'

export interface DevFuseOptions {
  /** Milliseconds after which a request that waits for the tracker is refused. @default 14000 */
  readonly deadline?: number
  /**
   * Folders with more entries than this are listed without attributes, which then are asked for one by one: an inode in
   * the kernel takes about a kilobyte. @default 50000
   */
  readonly mostWithAttributes?: number
  /** The newest minor version of the kernel's protocol that is spoken, to be as on an older kernel. @default 45 */
  readonly newestMinor?: number
}

/** A tree that is attached, and what serves it. */
export interface DevFuseAttached extends Attached {
  /** The connection of now: another one follows when a thread could not be replaced. */
  connection(): Connection
  dialect(): Dialect
}

/** How long it may take until the kernel has introduced itself, milliseconds: on a busy machine threads start slowly. */
const introduction = 30_000
/** As often may a mount be lost within a minute before it is given up. */
const mostLosses = 3

/** @throws SourceError when the folder, the system or the kernel does not allow it */
export async function attachDevFuse(attach: AttachOptions, options: DevFuseOptions = {}): Promise<DevFuseAttached> {
  const sentence = await unavailable()
  if (sentence) throw new SourceError('unsupported', sentence)
  const point = await prepareMountPoint(attach.folder, { notice: attach.notice })
  const { folder } = point
  const { promise: detached, resolve: leave } = Promise.withResolvers<void>()
  const losses: number[] = []
  let leaving = false
  const held = createHeldInodes(attach.vfs.write)
  let current: Served
  try {
    current = await serve(attach, options, folder, held.present)
  } catch (thrown) {
    held.stop()
    await point.release()
    throw thrown
  }
  const abandon = (): void => current.connection.abandon()
  process.once('exit', abandon)

  /** Where lost requests can't be asked for again, programs get an error, and the next access is served. */
  async function followUp({ connection }: Served): Promise<void> {
    const ending = await connection.ended
    if (ending !== 'unmounted') await detachFolder(folder)
    if (ending !== 'lost' || leaving) return
    const now = Date.now()
    losses.push(now)
    if (losses.filter(at => at > now - 60_000).length > mostLosses) {
      attach.notice(`"${folder}" was unmounted, because its threads died again and again.`)
      return
    }
    current = await serve(attach, options, folder, held.present)
    if (leaving) await current.connection.close()
    else attach.notice(`A thread that serves "${folder}" died; it was mounted anew, and open files got an error.`)
    return followUp(current)
  }

  async function end(): Promise<void> {
    process.off('exit', abandon)
    held.stop()
    await point.release()
    leave()
  }

  const over = followUp(current).finally(end)
  over.catch(thrown => attach.notice((thrown as Error).message))
  return {
    detached,
    connection: () => current.connection,
    dialect: () => current.dialect,
    async detach() {
      leaving = true
      await current.connection.close()
      await over
    },
  }
}

interface Served {
  readonly connection: Connection
  readonly dialect: Dialect
}

async function serve(
  attach: AttachOptions,
  options: DevFuseOptions,
  folder: string,
  held: Iterable<number>,
): Promise<Served> {
  const writable = attach.vfs.write !== undefined
  const device = await mount({ folder, allowOther: attach.allowOther, writable })
  const serving: Serving = {
    writable,
    owner: { uid: process.getuid!(), gid: process.getgid!() },
    mostWithAttributes: options.mostWithAttributes ?? 50_000,
    newestMinor: options.newestMinor ?? FUSE_KERNEL_MINOR_VERSION,
  }
  const connection = openConnection({
    vfs: attach.vfs,
    storePath: attach.storePath,
    serving,
    held,
    device,
    folder,
    deadline: options.deadline ?? 14_000,
    notice: attach.notice,
  })
  const timer = setTimeout(() => void connection.close(), introduction)
  try {
    const dialect = await connection.agreed
    const watchdog = startWatchdog(folder)
    void connection.ended.then(watchdog.stop)
    return { connection, dialect }
  } catch (thrown) {
    await connection.close()
    await detachFolder(folder)
    throw thrown
  } finally {
    clearTimeout(timer)
  }
}
