import { readFileSync } from 'node:fs'

/** The process that a thread belongs to; `undefined` when it is gone, or in another namespace. */
export function processOf(thread: number, folder = '/proc'): number | undefined {
  const group = /^Tgid:\s*(\d+)$/m.exec(readProc(folder, thread, 'status'))?.[1]
  return group === undefined ? undefined : Number(group)
}

/** PF_EXITING of the kernel's `sched.h`. */
const exiting = 4

/**
 * Whether a signal is ending a process: what it had open is closed by the kernel then, not by the program, which
 * had not come to the end of what it wrote. An exit of its own accord is none.
 *
 * @see https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html fields 9 and 52
 */
export function isEndedBySignal(thread: number, folder = '/proc'): boolean {
  const line = readProc(folder, thread, 'stat')
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[6] ?? 0) & exiting) !== 0 && (Number(fields[49] ?? 0) & 0x7f) !== 0
}

/** SIGCHLD, SIGCONT, SIGURG, SIGVTALRM, SIGPROF, SIGWINCH: news, by which nobody means that a program is to stop. */
const news = [17, 18, 23, 26, 27, 28].reduce((all, signal) => all | (1n << BigInt(signal - 1)), 0n)

/** Whether a thread was interrupted by nothing that means it is to stop, such as Go's runtime does all the time. */
export function isInterruptedByNews(thread: number, folder = '/proc'): boolean {
  const status = readProc(folder, thread, 'status')
  const pending = [...status.matchAll(/^(?:SigPnd|ShdPnd):\s*([0-9a-f]+)$/gm)].reduce(
    (all, [, mask]) => all | BigInt(`0x${mask}`),
    0n,
  )
  return pending !== 0n && (pending & ~news) === 0n
}

function readProc(folder: string, thread: number, name: string): string {
  if (thread === 0) return ''
  try {
    return readFileSync(`${folder}/${thread}/${name}`, 'utf8')
  } catch {
    return ''
  }
}
