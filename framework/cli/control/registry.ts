import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { dirname, join, resolve, sep } from 'node:path'
import { ensurePrivateFolder, writePrivateFile } from '../../config/private-file.ts'
import { isAlive } from '../../store/is-alive.ts'

/** A running mount, as the others find it. */
export interface Running {
  /** Absolute, without symbolic links. */
  readonly folder: string
  readonly cacheFolder: string
  readonly pid: number
  readonly socket: string
  readonly label: string
  readonly backend: string
}

/** Writes down a mount beside its socket. Gives back how to take it away. */
export function register(running: Running): () => void {
  const about = aboutFile(running.socket)
  writePrivateFile(about, JSON.stringify(running))
  return () => {
    rmSync(about, { force: true })
    rmSync(running.socket, { force: true })
  }
}

/** Where a mount at `folder` listens. Short, because the path of a socket has at most 104 bytes. */
export function socketOf(runtimeFolder: string, folder: string): string {
  ensurePrivateFolder(runtimeFolder)
  return join(runtimeFolder, `${createHash('sha256').update(folder).digest('hex').slice(0, 16)}.sock`)
}

/** The running mounts, by folder. What killed ones have left is taken away. */
export function runningMounts(runtimeFolder: string): readonly Running[] {
  if (!existsSync(runtimeFolder)) return []
  ensurePrivateFolder(runtimeFolder)
  const found: Running[] = []
  for (const name of readdirSync(runtimeFolder)) {
    if (!name.endsWith('.json')) continue
    const running = readAbout(join(runtimeFolder, name))
    if (!running) continue
    if (isAlive(running.pid)) found.push(running)
    else for (const file of [aboutFile(running.socket), running.socket]) rmSync(file, { force: true })
  }
  return found.sort((one, other) => (one.folder < other.folder ? -1 : 1))
}

/** Where a path stands in a running mount. */
export interface Place {
  readonly running: Running
  /** Below the mount, `''` for the mount itself. */
  readonly path: string
}

/**
 * The running mount that a path of the system is in. Symbolic links are followed above the mount only, and the mount
 * itself is never touched: it may be dead.
 */
export function placeIn(mounts: readonly Running[], path: string): Place | undefined {
  let real = '/'
  const names = resolve(path)
    .split(sep)
    .filter(name => name !== '')
  for (const [at, name] of names.entries()) {
    const next = join(real, name)
    const running = mounts.find(({ folder }) => folder === next)
    if (running) return { running, path: names.slice(at + 1).join('/') }
    real = realOr(next)
    const linked = mounts.find(({ folder }) => folder === real)
    if (linked) return { running: linked, path: names.slice(at + 1).join('/') }
  }
  return undefined
}

/** The absolute path of a folder without symbolic links above it; the folder itself, which may be a dead mount, is not touched. */
export function realFolder(path: string): string {
  const folder = resolve(path)
  return join(realOr(dirname(folder)), folder.slice(dirname(folder).length))
}

function realOr(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}

function aboutFile(socket: string): string {
  return socket.replace(/\.sock$/, '.json')
}

function readAbout(path: string): Running | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Running
  } catch {
    return undefined
  }
}
