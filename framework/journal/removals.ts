import type { Removal } from '../vfs/contract.ts'
import type { Append } from './appending.ts'
import type { Entries } from './entries.ts'
import type { NewEntry } from './entry.ts'
import type { Queue } from './queue.ts'
import { subjectOf } from './subject.ts'

/** Deletions, which are written down before they are wanted for certain. */
export interface Removals {
  /** Writes a deletion down; it is sent when it is carried out. */
  remove(entry: NewEntry): Promise<Removal>
  /** Whether the journal still has a deletion that was taken back, because its disk was full. */
  isTakenBack(number: number): boolean
  /** Takes those out of the journal, where the next mount would find them. @throws SourceError `full` when it still is */
  forgetTakenBack(): void
}

/** @param outcome waits for what comes of an edit that is in the queue */
export function createRemovals(
  append: Append,
  entries: Entries,
  queue: Queue,
  outcome: (number: number) => Promise<void>,
): Removals {
  const takenBack = new Set<number>()

  function forgetTakenBack(): void {
    for (const number of takenBack) {
      entries.remove(number)
      takenBack.delete(number)
    }
  }

  return {
    async remove(entry) {
      const { number } = await append({ ...entry, accepted: true })
      queue.add(number, subjectOf(entry), 'held')
      return {
        async carryOut() {
          queue.release(number)
          try {
            await outcome(number)
          } catch (thrown) {
            if (entries.entry(number)?.state !== 'kept') throw thrown
          }
        },
        takeBack() {
          if (!queue.take(number)) return
          takenBack.add(number)
          forgetTakenBack()
        },
      }
    },
    isTakenBack: number => takenBack.has(number),
    forgetTakenBack,
  }
}
