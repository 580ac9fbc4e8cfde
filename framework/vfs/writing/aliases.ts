import type { Ino } from '../../store/contract.ts'
import type { Held } from './held.ts'
import { later } from './later.ts'

/**
 * Files whose name was taken over by another inode: by the issue they were renamed over, or that they became. Programs
 * and the kernel may know them for a while yet.
 */
export interface Aliases {
  /** The inode that stands for one, itself when there is no other. */
  of(ino: Ino): Ino
  set(ino: Ino, target: Ino): void
}

/** @param milliseconds that an alias is kept */
export function createAliases(held: Held, milliseconds = 60_000): Aliases {
  const targets = new Map<Ino, Ino>()
  return {
    of: ino => targets.get(ino) ?? ino,
    set(ino, target) {
      const before = targets.has(ino)
      targets.set(ino, target)
      held.set(ino, targets, true)
      if (before) return
      later(milliseconds, () => {
        targets.delete(ino)
        held.set(ino, targets, false)
      })
    },
  }
}
