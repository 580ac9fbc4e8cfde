import { access, constants } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { SourceError } from '../source/error.ts'
import type { Vfs } from '../vfs/contract.ts'
import type { Attached, Backend } from './backend.ts'
import { createFuseOperations, type FuseOperations } from './fuse-operations.ts'
import { prepareMountPoint } from './mount-point.ts'
import { mountAt } from './mount-table.ts'
import { detachAtExit, detachFolder, fusermount, isRoot } from './unmount.ts'

/** How long an operation may take when the VFS itself does not answer in its deadline, milliseconds. */
const limit = 14_000

/** How long the kernel believes names and attributes of what can only be read, seconds. */
const readOnlyBelieved = 1

/** How often it is looked whether somebody else has unmounted us, milliseconds. */
const watchInterval = 1000

/**
 * libfuse 2 through the package fuse-native: for macOS, and for Linux where asked for. The interface can't tell the
 * kernel what has changed, so names and attributes are believed for a second only, and contents are not cached at all
 * (`direct_io`): an open file keeps its bytes, and the next open sees the new ones. Where it may be written nothing is
 * believed, so that what was saved is seen at once.
 */
export const fuseNative = {
  name: 'fuse-native',
  unavailable,
  async attach({ vfs, folder: asked, allowOther, notice }) {
    const sentence = await unavailable()
    if (sentence) throw new SourceError('unsupported', sentence)
    const mountPoint = await prepareMountPoint(asked, { notice })
    try {
      return await mount(vfs, mountPoint.folder, allowOther, mountPoint.release)
    } catch (thrown) {
      await mountPoint.release()
      throw thrown
    }
  },
} satisfies Backend

async function mount(vfs: Vfs, folder: string, allowOther: boolean, release: () => Promise<void>): Promise<Attached> {
  const Fuse = loadFuse()
  const writable = vfs.write !== undefined
  const believed = writable ? 0 : readOnlyBelieved
  const fuse = new Fuse(folder, createFuseOperations({ vfs, limit, believed: believed * 1000 }), { timeout: false })
  fuse._fuseOptions = () => `-o${mountOptions({ allowOther, writable, believed }).join(',')}`
  const disarm = await detachAtExit(folder)
  try {
    await called(done => fuse.mount(done))
  } catch (cause) {
    disarm()
    const remedy =
      allowOther && !isRoot()
        ? '"--allow-other" needs the line "user_allow_other" in /etc/fuse.conf'
        : '"issuefs doctor" says what may be missing'
    throw new SourceError('unexpected', `"${folder}" could not be mounted; ${remedy}.`, { cause })
  }
  const mounted = await mountAt(folder)
  const { promise: detached, resolve } = Promise.withResolvers<void>()

  const watch = setInterval(async () => {
    const present = await mountAt(folder).catch(() => mounted)
    if (present?.id !== mounted?.id) await finish()
  }, watchInterval).unref()

  let finishing: Promise<void> | undefined
  const finish = (): Promise<void> => {
    finishing ??= leave().finally(() => (finishing = undefined))
    return finishing
  }
  async function leave(): Promise<void> {
    if ((await mountAt(folder))?.id === mounted?.id) await detachFolder(folder)
    clearInterval(watch)
    disarm()
    await called(done => fuse.unmount(done)).catch(() => {})
    await release()
    resolve()
  }
  return { detached, detach: finish }
}

/** The options of mount.fuse(8). An opening that empties a file is one operation, not two (`atomic_o_trunc`). */
function mountOptions(how: {
  readonly allowOther: boolean
  readonly writable: boolean
  readonly believed: number
}): readonly string[] {
  const { allowOther, writable, believed } = how
  const all = ['fsname=issuefs', 'nosuid', 'nodev', 'default_permissions', 'use_ino', 'direct_io']
  const writing = writable ? ['rw', 'atomic_o_trunc', ...(process.platform === 'linux' ? ['big_writes'] : [])] : ['ro']
  const caching = [`entry_timeout=${believed}`, `attr_timeout=${believed}`, 'negative_timeout=0']
  const system = process.platform === 'darwin' ? ['volname=issuefs', 'noappledouble'] : ['subtype=issuefs']
  return [...all, ...writing, ...caching, ...system, ...(allowOther ? ['allow_other'] : [])]
}

async function unavailable(): Promise<string | undefined> {
  if (process.platform === 'linux') {
    const reason = await deviceProblem()
    if (reason) return reason
  } else if (process.platform !== 'darwin') {
    return 'fuse-native mounts on Linux and macOS only; "issuefs ls", "issuefs cat" and "issuefs export" need no mount.'
  }
  try {
    loadFuse()
    return undefined
  } catch (thrown) {
    return loadProblem(thrown)
  }
}

async function deviceProblem(): Promise<string | undefined> {
  try {
    await access('/dev/fuse', constants.F_OK)
  } catch {
    return 'There is no /dev/fuse; "modprobe fuse" brings it, in a container the option "--device /dev/fuse".'
  }
  if (isRoot()) return undefined
  if (!(await fusermount())) return 'fusermount3 is not there, without which only root may mount: "apt install fuse3".'
  return access('/dev/fuse', constants.R_OK | constants.W_OK).then(
    () => undefined,
    () => 'You may not open /dev/fuse; as root, "chmod 666 /dev/fuse" allows it, or add your account to its group.',
  )
}

function loadProblem(thrown: unknown): string {
  const message = String((thrown as Error).message)
  if (/Cannot find module 'fuse-native'/.test(message))
    return 'The package fuse-native is not installed; "npm install fuse-native" brings it.'
  if (/libfuse\.so\.2/.test(message))
    return 'libfuse 2 is not installed: "apt install libfuse2 fuse3", or "npm install koffi" to use the one of fuse-native.'
  if (/No native build/.test(message))
    return `fuse-native is not built for ${process.platform} on ${process.arch}; choose another backend with --backend.`
  return `fuse-native can't be loaded (${message.split('\n', 1)[0]}); "npm rebuild fuse-native" may help.`
}

/** The part of fuse-native that is used. */
interface FuseClass {
  new (folder: string, operations: FuseOperations, options: { readonly timeout: false }): Fuse
  unmount(folder: string, done: Done): void
}

interface Fuse {
  mount(done: Done): void
  unmount(done: Done): void
  _fuseOptions(): string
}

type Done = (problem?: Error | null) => void

/** Loads the package, with the libfuse that comes along with it where the system has none. Again costs nothing. */
function loadFuse(): FuseClass {
  const require = createRequire(import.meta.url)
  const Fuse = requireFuse(require)
  // It would run `fusermount -uz` in a shell; by the time it is called the folder is unmounted already.
  Fuse.unmount = (_folder, done) => done(null)
  return Fuse
}

function requireFuse(require: NodeJS.Require): FuseClass {
  try {
    return require('fuse-native')
  } catch (thrown) {
    if (process.platform !== 'linux' || !/libfuse\.so\.2/.test(String(thrown))) throw thrown
    if (!loadBundledLibrary(require)) throw thrown
    return require('fuse-native')
  }
}

/** Once a library of the name libfuse.so.2 is in the process, the addon finds it by that name. */
function loadBundledLibrary(require: NodeJS.Require): boolean {
  try {
    const beside = createRequire(require.resolve('fuse-native'))
    const path = createRequire(beside.resolve('fuse-shared-library'))('fuse-shared-library-linux').lib
    require('koffi').load(path, { global: true })
    return true
  } catch {
    return false
  }
}

function called(work: (done: Done) => void): Promise<void> {
  return new Promise((resolve, reject) => work(problem => (problem ? reject(problem) : resolve())))
}
