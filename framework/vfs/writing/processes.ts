import { readFileSync } from 'node:fs'
import { readdir, readFile, readlink } from 'node:fs/promises'
import { basename } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** Programs that remove a file right before they make it anew, or after they have copied it elsewhere. */
const replacers = new Set(['mv', 'cp', 'install', 'git', 'patch', 'perl', 'tar', 'rsync', 'unzip', 'bsdtar', 'hg'])

/** Whether a process removes files in order to replace them. Where none is known: no. */
export function isReplacer(pid: number | undefined): boolean {
  if (pid === undefined) return false
  try {
    return replacers.has(readFileSync(`/proc/${pid}/comm`, 'utf8').trim())
  } catch {
    return false
  }
}

/**
 * Whether a process has a file of that name open for writing. What can't be known in 200 ms is no: the kernel keeps these
 * words back while a process becomes another program, which may be waiting for our answer. Asks for names, never for the
 * files.
 */
export function hasOpen(pid: number, name: string): Promise<boolean> {
  return Promise.race([seek(`/proc/${pid}`, name), sleep(200, false, { ref: false })])
}

async function seek(process: string, name: string): Promise<boolean> {
  const fds = await readdir(`${process}/fd`).catch(() => [])
  const named = await Promise.all(
    fds.map(async fd => basename(await readlink(`${process}/fd/${fd}`).catch(() => '')) === name),
  )
  const flags = await Promise.all(
    fds.filter((_, at) => named[at]).map(fd => readFile(`${process}/fdinfo/${fd}`, 'utf8').catch(() => '')),
  )
  return flags.some(mayWrite)
}

/** @param info of proc_pid_fdinfo(5), where the flags of open(2) are octal; the last two bits are the access mode */
function mayWrite(info: string): boolean {
  const flags = /^flags:\s*(\d+)$/m.exec(info)?.[1]
  return flags !== undefined && (Number.parseInt(flags, 8) & 3) !== 0
}
