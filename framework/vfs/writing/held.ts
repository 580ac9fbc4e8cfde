import type { Ino } from '../../store/contract.ts'

/** Which inodes show something that the store does not have. */
export interface Held {
  has(ino: Ino): boolean
  /** Says whether `who` holds it; it is held as long as anybody does. */
  set(ino: Ino, who: object, held: boolean): void
  listen(listener: (ino: Ino, held: boolean) => void): () => void
}

export function createHeld(): Held {
  const holders = new Map<Ino, Set<object>>()
  const listeners = new Set<(ino: Ino, held: boolean) => void>()
  const tell = (ino: Ino, held: boolean): void => {
    for (const listener of listeners) listener(ino, held)
  }
  return {
    has: ino => holders.has(ino),
    set(ino, who, held) {
      const present = holders.get(ino)
      if (held) {
        if (present) return void present.add(who)
        holders.set(ino, new Set([who]))
        tell(ino, true)
      } else if (present?.delete(who) && present.size === 0) {
        holders.delete(ino)
        tell(ino, false)
      }
    },
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
