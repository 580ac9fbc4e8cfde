import { SourceError } from '../source/error.ts'
import type { Store } from '../store/sqlite.ts'
import { folderAt, removeScratch } from './cover.ts'
import type { Entries } from './entries.ts'
import type { Entry, EntryState, What } from './entry.ts'
import type { MountEdits } from './mount-edits.ts'
import { type ProblemFiles, problemName } from './problem-files.ts'

/** An edit as `issuefs pending` shows it. Plain JSON; times are ISO 8601. */
export interface ListedEdit {
  readonly number: number
  /** The mount's folder; `''` for the only one. */
  readonly mount: string
  readonly what: What
  /** `PROJ-1`, for `issuefs resolve`. */
  readonly name: string
  /** Of the file that was written, below the mount. */
  readonly path: string
  readonly state: EntryState
  /** Why it is kept, or still waits. */
  readonly sentence?: string
  /** Whether it is kept because somebody else has changed the same. */
  readonly conflict: boolean
  readonly created: string
  readonly attempts: number
  /** The file of an issue that was made, below the mount. */
  readonly createdPath?: string
}

/** What a person does with edits that wait. */
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
   * @param name as `.issuefs/conflicts/` has it: `PROJ-1`
   * @throws SourceError `not-found` when there is no such conflict
   */
  resolve(name: string, side: 'mine' | 'theirs'): void
}

export interface ControlParts {
  readonly entries: Entries
  readonly mounts: readonly MountEdits[]
  readonly problems: ProblemFiles
  readonly store: Store
}

export function createEditControl({ entries, mounts, problems, store }: ControlParts): EditControl {
  const mountOf = (entry: Entry): MountEdits | undefined => mounts.find(({ mount }) => mount.identity === entry.mount)

  function find(number: number): Entry {
    const entry = entries.entry(number)
    if (entry && entry.state !== 'sent') return entry
    throw new SourceError('not-found', `There is no edit ${number} that waits; "issuefs pending" lists them.`)
  }

  /** From the beginning; what may have been made already is still looked for where that is possible. */
  function again(entry: Entry, force: boolean): void {
    const { sending, update: _, failures: __, ...progress } = entry.progress
    const canLook = mountOf(entry)?.mount.writing.router.route(entry.route)?.route.write?.findCreated !== undefined
    const keepSending = sending && (entry.what !== 'create' || canLook)
    entries.change(entry.number, {
      state: 'pending',
      accepted: true,
      theirs: undefined,
      progress: { ...progress, ...(keepSending ? { sending } : {}), ...(force ? { force: true } : {}) },
    })
    const edits = mountOf(entry)
    if (!edits) return
    edits.cover.show(entry, entry.what === 'attach' ? entries.bytes(entry.number) : undefined)
    edits.resend(entry)
  }

  return {
    list: () => entries.listed().map(entry => listed(entry, mountOf(entry))),
    async drop(number) {
      const entry = find(number)
      const edits = mountOf(entry)
      if (entry.state === 'pending' && edits && !edits.queue.take(number))
        throw new SourceError('conflict', `Edit ${number} is being sent right now.`)
      entries.remove(number)
      problems.settle()
      if (!edits) return
      if (entry.what === 'create' || entry.what === 'attach') {
        store.transaction(write => {
          const folder = folderAt(store, edits.mount, entry.path)
          if (folder) removeScratch(write, store, folder.ino, entry.path.slice(entry.path.lastIndexOf('/') + 1))
        })
      }
      await edits.cover.uncover(entry)
    },
    retry(number) {
      if (number !== undefined) {
        const entry = find(number)
        if (entry.state === 'kept') again(entry, false)
      }
      problems.settle()
      for (const { queue } of mounts) queue.wake()
    },
    resolve(name, side) {
      const conflicts = entries
        .kept()
        .filter(({ path, theirs }) => theirs !== undefined && (problemName(path) === name || path === name))
      const last = conflicts.at(-1)
      if (!last)
        throw new SourceError('not-found', `There is no conflict of "${name}"; "issuefs pending" lists what waits.`)
      for (const entry of conflicts) {
        if (entry === last && side === 'mine') again(entry, true)
        else entries.remove(entry.number)
      }
      problems.settle()
    },
  }
}

export function listed(entry: Entry, edits: MountEdits | undefined): ListedEdit {
  const { made } = entry.progress
  const template = edits?.mount.writing.router.route(entry.route)?.template
  return {
    number: entry.number,
    mount: edits?.mount.name ?? entry.mount.split(' ')[0]!,
    what: entry.what,
    name: problemName(entry.path),
    path: entry.path,
    state: entry.state,
    ...(entry.sentence === undefined ? {} : { sentence: entry.sentence }),
    conflict: entry.theirs !== undefined,
    created: new Date(entry.created).toISOString(),
    attempts: entry.attempts,
    ...(made ? { createdPath: template ? template.format(made.key) : Object.values(made.key).join('/') } : {}),
  }
}
