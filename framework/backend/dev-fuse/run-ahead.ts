/** A text to be put into the page cache. */
export interface Ahead {
  readonly ino: number
  readonly document: number
}

/**
 * Chooses what is put into the page cache ahead of a program that walks a folder. It begins with the first page of a
 * listing, keeps its distance to the file that was read last, and rests when nobody reads: a program that only looks
 * at names and sizes costs little.
 */
export interface RunAhead {
  /** A page of a folder's listing is on its way to the kernel, an empty one at the end. */
  listed(folder: number, inos: readonly number[], documents: readonly number[]): void
  /**
   * @param reads how many files were begun to be read so far
   * @param lastRead the last one's inode
   */
  next(reads: number, lastRead: number): Ahead | undefined
}

interface Run {
  readonly inos: number[]
  readonly documents: number[]
  /** Up to here the kernel has made the inodes: it has asked for the page after them. */
  made: number
  at: number
}

/** How far it keeps from the last read, so that both do not work on the same file. */
const distance = 16
/** As many are stored without a read before it rests. */
const unread = 128
/** Folders that are walked at the same time. */
const mostRuns = 8

export function createRunAhead(): RunAhead {
  const runs = new Map<number, Run>()
  let seenReads = 0
  let sinceRead = 0
  let active: Run | undefined

  function runOf(folder: number, firstIno: number | undefined): Run {
    const known = runs.get(folder)
    if (known && (firstIno === undefined || firstIno > (known.inos.at(-1) ?? 0))) return known
    const run: Run = { inos: [], documents: [], made: 0, at: 0 }
    runs.delete(folder)
    runs.set(folder, run)
    if (runs.size > mostRuns) runs.delete(runs.keys().next().value!)
    return run
  }

  /** Where a file stands in a run, -1 when it is not in it. */
  function placeIn(run: Run, ino: number): number {
    let from = 0
    let to = run.inos.length - 1
    while (from < to) {
      const middle = (from + to) >> 1
      if (run.inos[middle]! < ino) from = middle + 1
      else to = middle
    }
    return run.inos[from] === ino ? from : -1
  }

  function follow(lastRead: number): void {
    for (const run of active ? [active, ...runs.values()] : runs.values()) {
      const place = placeIn(run, lastRead)
      if (place < 0) continue
      active = run
      sinceRead = 0
      run.at = Math.max(run.at, place + distance)
      return
    }
  }

  return {
    listed(folder, inos, documents) {
      const run = runOf(folder, inos[0])
      run.made = run.inos.length
      for (const ino of inos) run.inos.push(ino)
      for (const document of documents) run.documents.push(document)
      active ??= run
      if (active.at >= active.inos.length) active = run
    },
    next(reads, lastRead) {
      if (reads !== seenReads) {
        seenReads = reads
        follow(lastRead)
      }
      if (!active) return undefined
      if (sinceRead < unread && active.at < active.made) {
        const at = active.at++
        sinceRead++
        return { ino: active.inos[at]!, document: active.documents[at]! }
      }
      return undefined
    },
  }
}
