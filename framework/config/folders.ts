import { statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { isAbsolute, join } from 'node:path'

export type Environment = Readonly<Record<string, string | undefined>>

/** Where issuefs keeps things, as the XDG Base Directory Specification says. None of them need exist. */
export interface Folders {
  readonly config: string
  readonly cache: string
  readonly state: string
  /** Sockets of running mounts. */
  readonly runtime: string
}

export function foldersOf(environment: Environment): Folders {
  const home = environment.HOME ?? join(tmpdir(), `home-${userId()}`)
  /** The specification says to ignore relative paths. */
  const base = (name: string, fallback: string): string => {
    const given = environment[name]
    return join(given && isAbsolute(given) ? given : join(home, fallback), 'issuefs')
  }
  const runtime = environment.XDG_RUNTIME_DIR ?? ownRuntimeFolder()
  return {
    config: base('XDG_CONFIG_HOME', '.config'),
    cache: base('XDG_CACHE_HOME', '.cache'),
    state: base('XDG_STATE_HOME', '.local/state'),
    runtime: runtime && isAbsolute(runtime) ? join(runtime, 'issuefs') : join(tmpdir(), `issuefs-${userId()}`),
  }
}

/** Where systemd has made it, for processes that were started without its variable. */
function ownRuntimeFolder(): string | undefined {
  const folder = `/run/user/${userId()}`
  return process.platform === 'linux' && statSync(folder, { throwIfNoEntry: false })?.uid === userId()
    ? folder
    : undefined
}

function userId(): number {
  return process.getuid?.() ?? 0
}
