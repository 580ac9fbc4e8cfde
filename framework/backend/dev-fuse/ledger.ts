/** How many references to each inode the kernel was given and has not given back, all versions together. */
export interface Ledger {
  /** The kernel is given `count` references. */
  give(ino: number, count: number): void
  /** The kernel gives references back. */
  forget(ino: number, count: number): void
  /** References that the kernel holds of an inode. */
  count(ino: number): number
  /** Inodes that the kernel holds. */
  readonly size: number
}

/** One table of numbers with open addressing: 16 bytes a place, without anything for the garbage collector to look at. */
export function createLedger(initialPlaces = 1024): Ledger {
  let mask = initialPlaces - 1
  let inos = new Float64Array(initialPlaces)
  let counts = new Float64Array(initialPlaces)
  let size = 0

  /** The place of an inode, or the free one where it would go. */
  function placeOf(ino: number): number {
    let place = (Math.imul(ino | 0, 0x9e3779b1) >>> 7) & mask
    while (inos[place] !== 0 && inos[place] !== ino) place = (place + 1) & mask
    return place
  }

  function grow(): void {
    const before = { inos, counts }
    const places = (mask + 1) * 2
    mask = places - 1
    inos = new Float64Array(places)
    counts = new Float64Array(places)
    for (let old = 0; old < before.inos.length; old++) {
      const ino = before.inos[old]!
      if (ino === 0) continue
      const place = placeOf(ino)
      inos[place] = ino
      counts[place] = before.counts[old]!
    }
  }

  /** Frees a place and moves those behind it up, so that no search stops early. */
  function remove(freed: number): void {
    let free = freed
    inos[free] = 0
    for (let next = (free + 1) & mask; inos[next] !== 0; next = (next + 1) & mask) {
      const home = (Math.imul(inos[next]! | 0, 0x9e3779b1) >>> 7) & mask
      if (((next - home) & mask) < ((next - free) & mask)) continue
      inos[free] = inos[next]!
      counts[free] = counts[next]!
      inos[next] = 0
      free = next
    }
    size--
  }

  function occupy(ino: number): number {
    const place = placeOf(ino)
    if (inos[place] !== 0) return place
    if (size * 2 > mask) {
      grow()
      return occupy(ino)
    }
    inos[place] = ino
    counts[place] = 0
    size++
    return place
  }

  return {
    give(ino, count) {
      const place = occupy(ino)
      counts[place] = counts[place]! + count
    },
    forget(ino, count) {
      const place = placeOf(ino)
      if (inos[place] === 0) return
      counts[place] = counts[place]! - count
      if (counts[place]! <= 0) remove(place)
    },
    count(ino) {
      const place = placeOf(ino)
      return inos[place] === 0 ? 0 : counts[place]!
    },
    get size() {
      return size
    },
  }
}
