import { createEntries } from './entries.ts'
import { findConflicts, findEdit } from './find-edits.ts'
import type { Journal } from './journal.ts'

/** What a person can do with the edits of a journal that nobody sends from. */
export interface StoredControl {
  /** Forgets an edit. @throws SourceError `not-found` when there is none with that number */
  drop(number: number): void
  /** Ends a conflict: the tracker's version stays. @throws SourceError `not-found` when there is no such conflict */
  giveUp(name: string): void
}

export function createStoredControl(journal: Journal): StoredControl {
  const entries = createEntries(journal)
  return {
    drop(number) {
      const { what, progress } = findEdit(entries, number)
      // The next mount takes the file away that waits under the name.
      if (what === 'create' || what === 'attach')
        entries.change(number, { state: 'sent', body: '', progress: { ...progress, dropped: true } })
      else entries.remove(number)
    },
    giveUp(name) {
      for (const { number } of findConflicts(entries, name).all) entries.remove(number)
    },
  }
}
