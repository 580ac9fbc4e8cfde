import type { Handle, OpenForWriting, Vfs, VfsWrite } from '../../vfs/contract.ts'
import { FileError } from '../../vfs/errno.ts'

/** A handle in the tree where it is open now. */
interface OpenThere {
  readonly handle: Handle
  readonly write: VfsWrite
}

/** Open files while the tree under them is switched. */
export interface OpenHandles {
  /** Remembers in which tree a file was opened, and how, if to write. */
  opened<H extends Handle>(handle: H, vfs: Vfs, how?: OpenForWriting): H
  /** To write: one from before a switch is opened in the present tree, with the text that was written there. */
  toWrite(handle: Handle): Promise<OpenThere>
  /** To save: `undefined` when nothing was written before a switch that is not saved. */
  toSave(handle: Handle): Promise<OpenThere | undefined>
  read: Vfs['read']
  release(handle: Handle): void
}

interface Owned {
  readonly vfs: Vfs
  readonly how: OpenForWriting | undefined
  /** The same file in a later tree. */
  next?: Promise<Handle>
}

/** @param now the present tree, once it can be asked */
export function createOpenHandles(now: () => Promise<Vfs>): OpenHandles {
  const owners = new WeakMap<Handle, Owned>()

  function ownerOf(handle: Handle): Owned {
    const found = owners.get(handle)
    if (!found) throw new FileError('EBADF', 'It is not open.')
    return found
  }

  function opened<H extends Handle>(handle: H, vfs: Vfs, how?: OpenForWriting): H {
    owners.set(handle, { vfs, how })
    return handle
  }

  /** The text of a file that is being written is in memory, and is there when its tree has ended. */
  async function carryOver(handle: Handle, { vfs, how }: Owned, to: Vfs): Promise<Handle> {
    const write = writerOf(to)
    const text = await vfs.read(handle, 0, handle.size)
    const next = opened(await write.open(handle.ino, { append: how?.append ?? false, truncate: true }), to, how)
    await write.write(next, 0, text)
    return next
  }

  /** Where a file went at each switch, as far as it was asked for. */
  async function latest(handle: Handle): Promise<Handle> {
    const { next } = ownerOf(handle)
    return next ? latest(await next) : handle
  }

  async function toWrite(asked: Handle): Promise<OpenThere> {
    const vfs = await now()
    const handle = await latest(asked)
    const owner = ownerOf(handle)
    if (owner.vfs === vfs) return { handle, write: writerOf(vfs) }
    owner.next ??= carryOver(handle, owner, vfs).catch(thrown => {
      delete owner.next
      throw thrown
    })
    return toWrite(await owner.next)
  }

  return {
    opened,
    toWrite,
    async toSave(asked) {
      const vfs = await now()
      const handle = await latest(asked)
      const owner = ownerOf(handle)
      const isSaved = owner.vfs !== vfs && !owner.vfs.write?.isHeld(handle.ino)
      return isSaved ? undefined : toWrite(handle)
    },
    async read(asked, ...given) {
      const handle = await latest(asked)
      return ownerOf(handle).vfs.read(handle, ...given)
    },
    release(handle) {
      const { vfs, next } = ownerOf(handle)
      vfs.release(handle)
      void next?.then(
        later => this.release(later),
        () => {},
      )
    },
  }
}

/** The writing half, which does not come or go with the configuration. */
export function writerOf({ write }: Vfs): VfsWrite {
  if (!write) throw new FileError('EROFS', 'Nothing can be written for the moment; "issuefs status" says why.')
  return write
}
