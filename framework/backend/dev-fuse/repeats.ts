/** An invalidation of an inode that the kernel did not have. */
export interface Repeat {
  readonly ino: number
}

/** After how long it is said again, milliseconds. */
const pause = 100
/** More are not kept: while a tracker is first loaded, the kernel holds next to nothing. */
const most = 4096

/**
 * Invalidations that came to nothing, for saying them once more: an answer about the inode may have been on its way,
 * and the kernel has made the inode of it after that.
 */
export interface Repeats {
  add(repeat: Repeat): void
  /** Those that are to be said now. */
  due(): readonly Repeat[]
  /** Milliseconds until the next; `undefined` when there is none. */
  wait(): number | undefined
}

export function createRepeats(now: () => number = performance.now.bind(performance)): Repeats {
  const waiting: { readonly repeat: Repeat; readonly at: number }[] = []
  return {
    add(repeat) {
      if (waiting.length < most) waiting.push({ repeat, at: now() + pause })
    },
    due() {
      if (waiting.length === 0 || waiting[0]!.at > now()) return []
      const time = now()
      const end = waiting.findIndex(({ at }) => at > time)
      return waiting.splice(0, end < 0 ? waiting.length : end).map(({ repeat }) => repeat)
    },
    wait: () => (waiting.length === 0 ? undefined : Math.max(0, waiting[0]!.at - now()) + 1),
  }
}
