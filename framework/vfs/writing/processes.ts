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

/** Which processes are asked: one, or it with all that descend from it. */
export type Asked = 'itself' | 'family'

/**
 * Whether a process has a file of that name open for writing; `undefined` when it can't be known in so many milliseconds: the
 * kernel keeps these words back while a process becomes another program, which may be waiting for our answer. Asks for
 * names, never for the files.
 */
export function hasOpen(pid: number, name: string, asked: Asked, within: number): Promise<boolean | undefined> {
  return Promise.race([seek(pid, name, asked), sleep(within, undefined, { ref: false })])
}

/** Of a family, `undefined` when the process has gone: its children are somebody else's by now. */
async function seek(pid: number, name: string, asked: Asked): Promise<boolean | undefined> {
  const found = await holds(pid, name)
  if (found !== false || asked === 'itself') return found
  const children = await childrenOf(pid)
  if (!children) return undefined
  let known: false | undefined = false
  for (const child of children) {
    const open = await seek(child, name, asked)
    if (open) return true
    if (open === undefined) known = undefined
  }
  return known
}

async function holds(pid: number, name: string): Promise<boolean | undefined> {
  const fds = await readdir(`/proc/${pid}/fd`).catch(thrown => (isGone(thrown) ? [] : undefined))
  if (!fds) return undefined
  const named = await Promise.all(
    fds.map(async fd => basename(await readlink(`/proc/${pid}/fd/${fd}`).catch(() => '')) === name),
  )
  const flags = await Promise.all(
    fds.filter((_, at) => named[at]).map(fd => readFile(`/proc/${pid}/fdinfo/${fd}`, 'utf8').catch(() => '')),
  )
  return flags.some(mayWrite)
}

function isGone(thrown: unknown): boolean {
  const { code } = thrown as NodeJS.ErrnoException
  return code === 'ENOENT' || code === 'ESRCH'
}

/** Those that its threads have started and that have not ended. */
async function childrenOf(pid: number): Promise<readonly number[] | undefined> {
  try {
    const threads = await readdir(`/proc/${pid}/task`)
    const lists = await Promise.all(threads.map(thread => readFile(`/proc/${pid}/task/${thread}/children`, 'utf8')))
    return lists.flatMap(list => list.split(' ').filter(word => word !== '')).map(Number)
  } catch {
    return undefined
  }
}

/** @param info of proc_pid_fdinfo(5), where the flags of open(2) are octal; the last two bits are the access mode */
function mayWrite(info: string): boolean {
  const flags = /^flags:\s*(\d+)$/m.exec(info)?.[1]
  return flags !== undefined && (Number.parseInt(flags, 8) & 3) !== 0
}
