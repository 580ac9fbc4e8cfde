import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { basename } from 'node:path'

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

/** Whether a process has a file of that name open. What can't be known is no. Asks only for names, never for the files. */
export function hasOpen(pid: number, name: string): boolean {
  const folder = `/proc/${pid}/fd`
  try {
    return readdirSync(folder).some(fd => basename(targetOf(`${folder}/${fd}`)) === name)
  } catch {
    return false
  }
}

function targetOf(link: string): string {
  try {
    return readlinkSync(link)
  } catch {
    return ''
  }
}
