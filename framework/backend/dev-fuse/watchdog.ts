import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, readlinkSync } from 'node:fs'
import { isOurMount, mountAt } from '../mount-table.ts'
import { openAbort } from './abort-connection.ts'

/**
 * A small process beside a mount. When this process was killed while a thread of it waits in the kernel for a program
 * that waits for us, neither would ever end: then it aborts the connection, which frees both.
 */
export interface Watchdog {
  /** Ends it. Not before the device is closed. */
  stop(): void
}

/** Seconds from one look to the next: where the kernel tells of our end, that is only for one that dumps its core. */
const pauses = { told: 5, untold: 1 } as const

/**
 * `sh -s NAME HOST PAUSE FOLDER`, for any POSIX shell; the folder is there to be seen in `ps`. Descriptor 3 aborts the
 * connection. The host is over when it is nobody's parent any more, or its main thread is a zombie (others of it may
 * wait in the kernel), or all its threads have stopped to have a core dumped. SIGUSR1 says that it may be over, or will be in
 * a moment; SIGHUP that this is not needed any more. What the end of a session or a service brings does not keep it
 * from its work.
 *
 * @see https://man7.org/linux/man-pages/man5/proc_pid_status.5.html
 */
const script = `
host=$2 pause=$3
trap '' INT TERM
trap 'pause=1; kill -KILL "$!"' USR1
trap 'kill -KILL "$!"; exit 0' HUP
printf %s "$1" > "/proc/$$/comm"
is_over() {
  while read -r name value; do
    case $name$value in
      PPid:"$host") ;;
      PPid:*) return 0 ;;
    esac
  done < "/proc/$$/status"
  [ -r "/proc/$host/status" ] || return 1
  while read -r name value; do
    case $name$value in
      State:[ZX]* | CoreDumping:1) return 0 ;;
    esac
  done < "/proc/$host/status"
  return 1
}
until is_over; do
  sleep "$pause" &
  wait "$!"
  [ "$?" -eq 127 ] && exit 0
done
echo 1 >&3
exit 0
`

/** Begins to watch the mount at a folder in the background. Does nothing where connections may not be aborted. */
export function startWatchdog(folder: string): Watchdog {
  let stopped = false
  let abort: number | undefined
  let child: ChildProcess | undefined

  async function begin(): Promise<void> {
    // In a container with somebody else's /proc the numbers there are not ours.
    if (readlinkSync('/proc/self') !== String(process.pid)) return
    const mounted = await mountAt(folder)
    if (!mounted?.device || !isOurMount(mounted) || stopped) return
    abort = await openAbort(mounted.device)
    if (abort === undefined) return
    if (stopped) return closeSync(abort)
    const [code] = await once(watch('told', abort), 'close').catch(() => [undefined])
    // Without setpriv(1), or with one that can't do this, nobody tells of our end.
    if (code !== 0 && !stopped) watch('untold', abort)
  }

  function watch(how: keyof typeof pauses, file: number): ChildProcess {
    const words = ['sh', '-s', 'issuefs-watch', String(process.pid), String(pauses[how]), folder]
    const [program = '', ...rest] = how === 'told' ? ['setpriv', '--pdeathsig', 'USR1', ...words] : words
    child = spawn(program, rest, {
      stdio: ['pipe', 'ignore', 'ignore', file],
      cwd: '/',
      env: { PATH: process.env.PATH ?? '/usr/bin:/bin' },
      detached: true,
    })
    child.on('error', () => {})
    child.stdin?.on('error', () => {}).end(script)
    child.unref()
    return child
  }

  begin().catch(() => {})
  return {
    stop() {
      if (stopped) return
      stopped = true
      child?.kill('SIGHUP')
      if (abort !== undefined) closeSync(abort)
    },
  }
}
