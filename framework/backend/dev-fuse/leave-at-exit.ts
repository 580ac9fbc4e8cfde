import { spawn } from 'node:child_process'
import { ownEnding } from '../../plugin/ending.ts'

/** Run by a process of its own: it looks at the mount, which wakes the threads that have to leave, and unmounts it. */
const program = `
const [, unmount, folder] = process.argv
import { statfsSync } from 'node:fs'
const { detachFolder } = await import(unmount)
try { statfsSync(folder) } catch {}
await detachFolder(folder)
`

/**
 * Unmounts a folder from outside while this process ends. A thread that sleeps in the kernel keeps a process from
 * ending, and only a request wakes it; the request is refused when the process, and with it the device, has gone.
 */
export function leaveAtExit(folder: string): void {
  const unmount = new URL(`../unmount${ownEnding}`, import.meta.url).href
  spawn(process.execPath, ['--input-type=module', '-e', program, unmount, folder], { detached: true, stdio: 'ignore' })
    .on('error', () => {})
    .unref()
}
