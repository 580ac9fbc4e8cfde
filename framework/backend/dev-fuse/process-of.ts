import { readFileSync } from 'node:fs'

/** The process that a thread belongs to; `undefined` when it is gone, or in another namespace. */
export function processOf(thread: number, folder = '/proc'): number | undefined {
  const group = /^Tgid:\s*(\d+)$/m.exec(readStatus(folder, thread))?.[1]
  return group === undefined ? undefined : Number(group)
}

/**
 * Whether a signal is ending a process: what it had open is closed by the kernel then, not by the program, which
 * had not come to the end of what it wrote. Its memory is gone by then, and the signal still pending; an exit of its own
 * accord leaves none.
 *
 * Only `status` may be read here. `stat`, and all that shows memory, wait for an exec(2) that is under way, which itself waits
 * for our answer when it closes a file: both would wait for ever.
 */
export function isEndedBySignal(thread: number, folder = '/proc'): boolean {
  const status = readStatus(folder, thread)
  if (status === '' || /^VmSize:/m.test(status)) return false
  return (maskOf(status, pending) & ~news & ~maskOf(status, harmless)) !== 0n
}

/** SIGCHLD, SIGCONT, SIGURG, SIGVTALRM, SIGPROF, SIGWINCH: news, by which nobody means that a program is to stop. */
const news = [17, 18, 23, 26, 27, 28].reduce((all, signal) => all | (1n << BigInt(signal - 1)), 0n)

/** Whether a thread was interrupted by nothing that means it is to stop, such as Go's runtime does all the time. */
export function isInterruptedByNews(thread: number, folder = '/proc'): boolean {
  const signals = maskOf(readStatus(folder, thread), pending)
  return signals !== 0n && (signals & ~news) === 0n
}

/** The lines of proc_pid_status(5) that say which signals wait, and which ones would not end a process. */
const pending = /^(?:SigPnd|ShdPnd):\s*([0-9a-f]+)$/gm
const harmless = /^(?:SigIgn|SigCgt|SigBlk):\s*([0-9a-f]+)$/gm

function maskOf(status: string, lines: RegExp): bigint {
  return [...status.matchAll(lines)].reduce((all, [, mask]) => all | BigInt(`0x${mask}`), 0n)
}

function readStatus(folder: string, thread: number): string {
  if (thread === 0) return ''
  try {
    return readFileSync(`${folder}/${thread}/status`, 'utf8')
  } catch {
    return ''
  }
}
