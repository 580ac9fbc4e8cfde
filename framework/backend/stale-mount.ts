import { statfs } from 'node:fs/promises'
import { resolve } from 'node:path'
import { isOurMount, mountAt } from './mount-table.ts'
import { detachFolder } from './unmount.ts'

/** Whether issuefs is mounted at a folder, by this process or another, alive or dead. */
export async function isOurs(folder: string): Promise<boolean> {
  const mounted = await mountAt(resolve(folder))
  return mounted !== undefined && isOurMount(mounted)
}

/**
 * Whether the mount at a folder has nobody behind it any more. One that takes its time is alive. `statfs` asks the
 * process behind the mount, while `stat` may be answered by the kernel for as long as it believes the attributes.
 */
export async function isDead(folder: string): Promise<boolean> {
  const { promise: late, resolve: giveUp } = Promise.withResolvers<boolean>()
  const timer = setTimeout(giveUp, 2000, false)
  const answered = statfs(folder).then(
    () => false,
    thrown => thrown.code === 'ENOTCONN' || thrown.code === 'ECONNABORTED',
  )
  return Promise.race([answered, late]).finally(() => clearTimeout(timer))
}

/**
 * Unmounts what a process of issuefs that was killed has left at a folder. Gives whether there was something.
 * `existsSync` says of such a folder that it does not exist, and mounting over it fails.
 *
 * @throws SourceError `denied` when it could not be taken away
 */
export async function cleanStale(folder: string): Promise<boolean> {
  const path = resolve(folder)
  let cleaned = false
  while ((await isOurs(path)) && (await isDead(path))) {
    await detachFolder(path)
    cleaned = true
  }
  return cleaned
}
