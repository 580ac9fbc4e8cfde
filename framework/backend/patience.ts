/** How long names of a folder are waited for. */
export interface Patience {
  /** Milliseconds. */
  with(folder: string): number
  /** A name came, or was refused in time. */
  regain(folder: string): void
  /** A name was waited for in vain, for so many milliseconds. */
  lose(folder: string, waited: number): void
}

/** Milliseconds that are left for a folder without credit, and for how long it has none. */
const little = 1000
const forgiven = 30_000

/**
 * With libfuse 2 the kernel looks up the names of one folder one after the other, so their deadlines would add up: ten
 * programs in a folder whose tracker is silent would wait ten times as long as one. After one has waited in vain, the
 * others wait a second each, until something comes or half a minute has gone.
 *
 * @param most milliseconds
 */
export function createPatience(most: number): Patience {
  /** When a folder lost its credit. */
  const lost = new Map<string, number>()
  return {
    with(folder) {
      const since = lost.get(folder)
      if (since === undefined) return most
      if (performance.now() - since < forgiven) return little
      lost.delete(folder)
      return most
    },
    regain(folder) {
      lost.delete(folder)
    },
    lose(folder, waited) {
      if (waited >= little && !lost.has(folder)) lost.set(folder, performance.now())
    },
  }
}
