import type { VfsWrite } from '../../vfs/contract.ts'

/** The inodes that are held now, also between one connection and the next, which begins with them. */
export interface HeldInodes {
  readonly present: ReadonlySet<number>
  stop(): void
}

export function createHeldInodes(write: Pick<VfsWrite, 'onHeld'> | undefined): HeldInodes {
  const present = new Set<number>()
  const stop = write?.onHeld((ino, held) => void (held ? present.add(ino) : present.delete(ino)))
  return { present, stop: () => stop?.() }
}
