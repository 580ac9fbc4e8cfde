import { readFileSync } from 'node:fs'
import { readdir, readlink } from 'node:fs/promises'
import { basename } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** Programs that remove a file right before they make it anew, or after they have copied it elsewhere. */
const replacers = new Set(['mv', 'cp', 'install', 'git', 'patch', 'perl', 'tar', 'rsync', 'unzip', 'bsdtar', 'hg'])

/** Whether a process removes files in order to replace them. */
export function isReplacer(pid: number | undefined): boolean {
  if (pid === undefined) return false
  try {
    return replacers.has(readFileSync(`/proc/${pid}/comm`, 'utf8').trim())
  } catch {
    return false
  }
}

/**
 * Whether a process has a file of that name open. What can't be known in 200 ms is no: the kernel keeps these words back
 * while a process becomes another program, which may be waiting for our answer. Asks for names, never for the files.
 */
export async function hasOpen(pid: number, name: string): Promise<boolean> {
  return Promise.race([seek(pid, name), sleep(200, false, { ref: false })])
}

async function seek(pid: number, name: string): Promise<boolean> {
  const folder = `/proc/${pid}/fd`
  const fds = await readdir(folder).catch(() => [])
  const targets = await Promise.all(fds.map(fd => readlink(`${folder}/${fd}`).catch(() => '')))
  return targets.some(target => basename(target) === name)
}
