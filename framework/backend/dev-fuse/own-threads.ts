import { existsSync } from 'node:fs'

/** How long it is believed whose a thread is, milliseconds: numbers of threads that ended are used again. */
const believed = 5000
const mostRemembered = 4096

/**
 * Gives whether a thread is one of this process. The kernel names the thread that asks, not its process.
 *
 * @param folder of the process's threads in proc(5)
 */
export function createOwnThreads(folder = '/proc/self/task', now = Date.now): (pid: number) => boolean {
  const known = new Map<number, { readonly own: boolean; readonly until: number }>()
  return pid => {
    if (pid === 0) return false
    const before = known.get(pid)
    const time = now()
    if (before && before.until > time) return before.own
    const own = existsSync(`${folder}/${pid}`)
    if (known.size >= mostRemembered) known.clear()
    known.set(pid, { own, until: time + believed })
    return own
  }
}
