import type { Handle, Vfs } from '../../vfs/contract.ts'

/** A file that is open at the main thread: for writing, or for reading while it is written. */
export interface OpenFile {
  readonly handle: Handle
  /** The inode that the kernel opened, and the text it stands for. */
  readonly ino: number
  readonly version: number
  readonly writes: boolean
  /** The thread that opened it for writing and did nothing with it yet. */
  freshOf?: number | undefined
}

/** Such files by the number that the kernel names them by: `fh`, never 0. */
export interface OpenFiles {
  add(file: OpenFile): number
  at(fh: number): OpenFile | undefined
  /** The one that a thread has just opened for writing. */
  fresh(thread: number, ino: number): OpenFile | undefined
  close(fh: number): void
  closeAll(): void
  isOpen(ino: number): boolean
}

export interface OpenFilesOptions {
  readonly vfs: Pick<Vfs, 'release'>
  /** The first one of an inode is being opened. */
  opened(ino: number): void
  /** The last one of an inode was closed. @param versions by which it was open meanwhile */
  closed(ino: number, versions: ReadonlySet<number>): void
}

interface Use {
  count: number
  readonly versions: Set<number>
}

export function createOpenFiles({ vfs, opened, closed }: OpenFilesOptions): OpenFiles {
  const files = new Map<number, OpenFile>()
  const uses = new Map<number, Use>()
  let last = 0

  function useOf(ino: number): Use {
    const known = uses.get(ino)
    if (known) return known
    const use: Use = { count: 0, versions: new Set() }
    uses.set(ino, use)
    opened(ino)
    return use
  }

  function close(fh: number): void {
    const file = files.get(fh)
    if (!file) return
    files.delete(fh)
    vfs.release(file.handle)
    const use = uses.get(file.ino)
    if (!use || --use.count > 0) return
    uses.delete(file.ino)
    closed(file.ino, use.versions)
  }

  return {
    add(file) {
      const use = useOf(file.ino)
      use.count++
      use.versions.add(file.version)
      files.set(++last, file)
      return last
    },
    at: fh => files.get(fh),
    fresh: (thread, ino) => [...files.values()].findLast(file => file.ino === ino && file.freshOf === thread),
    close,
    closeAll() {
      for (const fh of [...files.keys()]) close(fh)
    },
    isOpen: ino => uses.has(ino),
  }
}
