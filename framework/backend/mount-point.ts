import { access, constants, mkdir, readdir, realpath, rmdir, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { SourceError } from '../source/error.ts'
import { isOurMount, type MountEntry, readMountTable } from './mount-table.ts'
import { cleanStale, type Stale } from './stale-mount.ts'

/** A folder that is ready to be mounted on. */
export interface MountPoint {
  /** Absolute, without symbolic links, as the mount table will name it. */
  readonly folder: string
  /** Removes the folders that were made for it, where they are empty. */
  release(): Promise<void>
}

const staleSentences: Readonly<Record<Stale, (folder: string) => string>> = {
  dead: folder => `A mount that an earlier issuefs left at "${folder}" when it was killed has been taken away.`,
  stuck: folder =>
    `An earlier issuefs at "${folder}" was killed while it waited for itself; its mount was aborted and has been taken away.`,
}

/** Bytes of the longest path that libfuse takes. */
const longestFolder = 1000

/**
 * Looks at a folder before something is mounted on it, makes it when it is not there, and takes away what a killed
 * process of issuefs has left on it.
 *
 * @throws SourceError with the reason and the remedy when it can't be mounted on
 */
export async function prepareMountPoint(
  asked: string,
  options: { notice(sentence: string): void },
): Promise<MountPoint> {
  const folder = await realFolder(resolve(asked))
  if (Buffer.byteLength(folder) > longestFolder)
    throw new SourceError('invalid', `"${folder}" is too long a path to mount on; choose a shorter one.`)
  const stale = await cleanStale(folder)
  if (stale) options.notice(staleSentences[stale](folder))
  checkMounts(folder, await readMountTable())
  const made = await makeFolder(folder)
  try {
    await checkFolder(folder)
  } catch (thrown) {
    await removeFolders(folder, made)
    throw thrown
  }
  return { folder, release: () => removeFolders(folder, made) }
}

/**
 * The path without symbolic links, as far as it exists. A mount of ours, and what is in it, is not touched: it may be
 * dead, or not answer.
 */
async function realFolder(folder: string): Promise<string> {
  const parent = dirname(folder)
  if (parent === folder) return folder
  const here = join(await realFolder(parent), basename(folder))
  if ((await readMountTable()).some(entry => isOurMount(entry) && isWithin(here, entry.folder))) return here
  try {
    return await realpath(here)
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT') return here
    throw refusal(folder, thrown)
  }
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`)
}

function checkMounts(folder: string, table: readonly MountEntry[]): void {
  const mounted = table.findLast(entry => entry.folder === folder)
  if (mounted && isOurMount(mounted))
    throw new SourceError(
      'conflict',
      `issuefs is mounted at "${folder}" already; "issuefs unmount ${folder}" takes it away.`,
    )
  if (mounted)
    throw new SourceError(
      'conflict',
      `Something else (${mounted.type}) is mounted at "${folder}"; choose an empty folder inside it, or another one.`,
    )
  const around = table.findLast(entry => isOurMount(entry) && folder.startsWith(`${entry.folder}/`))
  if (around)
    throw new SourceError(
      'invalid',
      `"${folder}" is inside the mount of issuefs at "${around.folder}"; choose a folder outside of it.`,
    )
}

/** Gives the topmost folder that was made, `undefined` when it was there. */
async function makeFolder(folder: string): Promise<string | undefined> {
  try {
    return await mkdir(folder, { recursive: true })
  } catch (thrown) {
    if (codeOf(thrown) === 'EEXIST') return undefined
    throw refusal(folder, thrown)
  }
}

async function checkFolder(folder: string): Promise<void> {
  let names: readonly string[]
  try {
    if (!(await stat(folder)).isDirectory())
      throw new SourceError('invalid', `"${folder}" is not a folder; name an empty one, or one that does not exist.`)
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    names = await readdir(folder)
  } catch (thrown) {
    throw thrown instanceof SourceError ? thrown : refusal(folder, thrown)
  }
  if (names.length > 0)
    throw new SourceError(
      'invalid',
      `"${folder}" is not empty, and its files would be hidden; name an empty folder, or one that does not exist.`,
    )
}

async function removeFolders(folder: string, topmost: string | undefined): Promise<void> {
  if (topmost === undefined) return
  try {
    for (let at = folder; at.length >= topmost.length; at = dirname(at)) await rmdir(at)
  } catch {
    // Somebody put something there: it stays.
  }
}

function refusal(folder: string, thrown: unknown): SourceError {
  const code = codeOf(thrown)
  if (code === 'EACCES' || code === 'EPERM')
    return new SourceError(
      'denied',
      `You may not use "${folder}"; name a folder of your own, such as one in your home folder.`,
      { cause: thrown },
    )
  if (code === 'ENOTDIR')
    return new SourceError('invalid', `"${folder}" is below something that is not a folder; choose another one.`, {
      cause: thrown,
    })
  if (code === 'EROFS')
    return new SourceError('read-only', `"${folder}" can't be made on a read-only disk; choose another folder.`, {
      cause: thrown,
    })
  return new SourceError('invalid', `"${folder}" can't be used (${code ?? String(thrown)}); choose another folder.`, {
    cause: thrown,
  })
}

function codeOf(thrown: unknown): string | undefined {
  return (thrown as NodeJS.ErrnoException).code
}
