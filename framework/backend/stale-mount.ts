import { resolve } from 'node:path'
import { abortConnection } from './dev-fuse/abort-connection.ts'
import { isOrphaned } from './dev-fuse/orphaned.ts'
import { isOurMount, mountAt } from './mount-table.ts'
import { probeMount } from './probe-mount.ts'
import { detachFolder } from './unmount.ts'

/** `dead`: its process has gone. `stuck`: its process was killed, but can't end before the mount does. */
export type Stale = 'dead' | 'stuck'

/** Whether issuefs is mounted at a folder, by this process or another, alive or dead. */
export async function isOurs(folder: string): Promise<boolean> {
  const mounted = await mountAt(resolve(folder))
  return mounted !== undefined && isOurMount(mounted)
}

/** Whether a mount of ours has nobody behind it any more, and how. One that only takes its time is alive. */
export async function stalenessOf(folder: string): Promise<Stale | undefined> {
  const path = resolve(folder)
  const probed = await probeMount(path)
  if (probed !== 'silent') return probed === 'dead' ? 'dead' : undefined
  const connection = (await mountAt(path))?.device
  return connection !== undefined && (await isOrphaned(connection)) ? 'stuck' : undefined
}

/**
 * Unmounts what a process of issuefs that was killed has left at a folder. Gives what there was; `stuck` when the kernel
 * had to be told to give the connection up.
 * `existsSync` says of such a folder that it does not exist, and mounting over it fails.
 *
 * @throws SourceError `denied` when it could not be taken away
 */
export async function cleanStale(folder: string): Promise<Stale | undefined> {
  const path = resolve(folder)
  let cleaned: Stale | undefined
  while (await isOurs(path)) {
    const stale = await stalenessOf(path)
    if (!stale) break
    if (stale === 'stuck') await abortConnection(path)
    await detachFolder(path)
    cleaned = cleaned === 'stuck' ? 'stuck' : stale
  }
  return cleaned
}

/**
 * Unmounts whatever of issuefs is mounted at a folder, alive or dead.
 *
 * @throws SourceError `denied` when it could not be taken away
 */
export async function unmountAnyway(folder: string): Promise<void> {
  while (await isOurs(folder)) await detachFolder(resolve(folder))
}
