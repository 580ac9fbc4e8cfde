import { readFileSync } from 'node:fs'

/**
 * Whether a process runs. One that was killed is dead, also while one of its threads still waits in the kernel, which then
 * keeps its files and locks for the moment.
 */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'EPERM'
  }
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return true
  }
}
