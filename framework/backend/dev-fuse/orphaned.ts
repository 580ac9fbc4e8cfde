import { readdir, readFile, readlink } from 'node:fs/promises'

/** SIGKILL among the pending signals of proc_pid_status(5). */
const killed = 1n << 8n

/**
 * Whether the process that serves a connection was killed and can't end, because a thread of it waits in the kernel for
 * an answer that only the process could have given. As long as that thread has the device open, the kernel takes the
 * connection for served.
 *
 * Kernels that do not tell whose connection an open device is are believed only when everybody who has one open
 * was killed. Who can't be looked at, in another container or of another user, is not known to be dead.
 *
 * @param connection as the mount table names it
 * @param folder proc(5)
 */
export async function isOrphaned(connection: string, folder = '/proc'): Promise<boolean> {
  let found = false
  for (const pid of await numbersIn(folder)) {
    for (const thread of await numbersIn(`${folder}/${pid}/task`)) {
      const at = `${folder}/${pid}/task/${thread}`
      if (!(await serves(at, connection))) continue
      if (!(await isKilled(at))) return false
      found = true
    }
  }
  return found
}

async function serves(thread: string, connection: string): Promise<boolean> {
  for (const descriptor of await numbersIn(`${thread}/fd`)) {
    const target = await readlink(`${thread}/fd/${descriptor}`).catch(() => '')
    if (!target.endsWith('/fuse')) continue
    const about = await readFile(`${thread}/fdinfo/${descriptor}`, 'utf8').catch(() => '')
    const named = /^fuse_connection:\s*(\d+)$/m.exec(about)?.[1]
    if (named === undefined || named === connection) return true
  }
  return false
}

async function isKilled(thread: string): Promise<boolean> {
  const status = await readFile(`${thread}/status`, 'utf8').catch(() => '')
  if (status === '' || /^State:\s*[ZX]/m.test(status)) return true
  return [...status.matchAll(/^(?:SigPnd|ShdPnd):\s*([0-9a-f]+)$/gm)].some(
    ([, pending]) => (BigInt(`0x${pending}`) & killed) !== 0n,
  )
}

/** The names that are numbers; none of a folder that went, or may not be looked at. */
async function numbersIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => [])
  return names.filter(name => /^\d+$/.test(name))
}
