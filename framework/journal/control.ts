import { SourceError } from '../source/error.ts'
import type { Store } from '../store/sqlite.ts'
import type { Entries } from './entries.ts'
import type { Entry } from './entry.ts'
import { findConflicts, findEdit } from './find-edits.ts'
import { type ListedEdit, listed } from './listed-edit.ts'
import type { MountEdits } from './mount-edits.ts'
import type { ProblemFiles } from './problem-files.ts'
import { removeWaitingFile } from './waiting-file.ts'

/**
 * What a person does with edits that wait.
 *
 * @example
 * for (const { name, conflict } of host.edits?.list() ?? []) if (conflict) host.edits?.resolve(name, 'theirs')
 */
export interface EditControl {
  /** Those that wait or are kept, and the issues that were made within 14 days. */
  list(): readonly ListedEdit[]
  /** Forgets an edit. @throws SourceError when there is none with that number, or it is being sent */
  drop(number: number): Promise<void>
  /** Sends one, or all that wait, now; a kept one once more. */
  retry(number?: number): void
  /**
   * Ends a conflict: `mine` is sent over what the tracker has in the same place, `theirs` stays.
   *
   * @param name as `.issuefs/conflicts/` has it: `PROJ-1`, or `PROJ-1-7` for an earlier one; or its path
   * @throws SourceError `not-found` when there is no such conflict
   */
  resolve(name: string, side: 'mine' | 'theirs'): void
  /**
   * From now on no program waits for the tracker: it hears that its save is accepted as soon as the journal has it, those
   * that wait already at once. For the end of a mount.
   */
  letGo(): void
}

export interface ControlParts {
  readonly entries: Entries
  readonly mounts: readonly MountEdits[]
  readonly problems: ProblemFiles
  readonly store: Store
  readonly leave: () => void
}

export function createEditControl({ entries, mounts, problems, store, leave }: ControlParts): EditControl {
  const mountOf = (entry: Entry): MountEdits | undefined => mounts.find(({ mount }) => mount.identity === entry.mount)

  /** From the beginning; what may have been made already is still looked for where that is possible. */
  function again(entry: Entry, force: boolean): void {
    const { sending, update, failures: _, ...progress } = entry.progress
    const canLook = mountOf(entry)?.mount.writing.router.route(entry.route)?.route.write?.findCreated !== undefined
    const keepSending = sending && (entry.what !== 'create' || canLook)
    entries.change(entry.number, {
      state: 'pending',
      accepted: true,
      theirs: undefined,
      progress: {
        ...progress,
        ...(keepSending ? { sending } : {}),
        // A file that the tracker has must not be sent twice.
        ...(entry.what === 'attach' && update ? { update } : {}),
        ...(force ? { force: true } : {}),
      },
    })
    const edits = mountOf(entry)
    if (!edits) return
    edits.show(entry, entry.what === 'attach' ? entries.bytes(entry.number) : undefined)
    edits.resend(entry)
  }

  return {
    letGo: leave,
    list: () => entries.listed().map(entry => listed(entry, mountOf(entry))),
    async drop(number) {
      const entry = findEdit(entries, number)
      const edits = mountOf(entry)
      if (entry.state === 'pending' && edits && !edits.queue.take(number))
        throw new SourceError('conflict', `Edit ${number} is being sent right now.`)
      try {
        entries.remove(number)
      } catch (thrown) {
        if (entry.state === 'pending') edits?.resend(entry)
        throw thrown
      }
      problems.settle()
      if (!edits) return
      if (entry.what === 'create' || entry.what === 'attach')
        store.transaction(write => removeWaitingFile(write, store, edits.mount, entry.path))
      await edits.cover.uncover(entry)
    },
    retry(number) {
      if (number !== undefined) {
        const entry = findEdit(entries, number)
        if (entry.state === 'kept') again(entry, false)
      }
      problems.settle()
      for (const { queue } of mounts) queue.wake('all')
    },
    resolve(name, side) {
      const { last, all } = findConflicts(entries, name)
      for (const entry of all) {
        // A text that was refused is in the one saved after it; of one that was taken, only its own changes are sent.
        if (side === 'mine' && (entry === last || entry.accepted)) again(entry, true)
        else entries.remove(entry.number)
      }
      problems.settle()
    },
  }
}
