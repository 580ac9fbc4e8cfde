import type { MountRow } from '../store/contract.ts'
import { createEntries } from './entries.ts'
import type { Entry, EntryState, What } from './entry.ts'
import type { Journal } from './journal.ts'
import { mountIdentity } from './mount.ts'
import type { MountEdits } from './mount-edits.ts'
import { problemName } from './problem-files.ts'

/** An edit as `issuefs pending` shows it. Plain JSON; times are ISO 8601. */
export interface ListedEdit {
  /** Counts up from 1 and is never given twice; what `drop` and `retry` take. */
  readonly number: number
  /** The mount's folder, `''` for the only one; where nobody knows which mounts there are, the name of its plugin. */
  readonly mount: string
  /** One save is one edit, whatever it changes of an issue. */
  readonly what: What
  /** `PROJ-1`, for `issuefs resolve`. */
  readonly name: string
  /** Of the file that was written, below the mount. */
  readonly path: string
  /** `sent` only for issues that were made, whose `createdPath` is still of use. */
  readonly state: EntryState
  /** Why it is kept, or still waits. */
  readonly sentence?: string
  /** Whether it is kept because somebody else has changed the same. */
  readonly conflict: boolean
  /** When it was saved. */
  readonly created: string
  /** How often it was tried to be sent; 0 where it waits for its turn. */
  readonly attempts: number
  /** The file of an issue that was made, below the mount. */
  readonly createdPath?: string
}

/**
 * @param edits of its mount, where that one runs to be written
 * @param mounts of the tree, where they are known
 */
export function listed(
  entry: Entry,
  edits: Pick<MountEdits, 'mount'> | undefined,
  mounts: readonly MountRow[] = [],
): ListedEdit {
  const row = mounts.find(({ source, scope }) => mountIdentity(source, scope) === entry.mount)
  const { made } = entry.progress
  const template = edits?.mount.writing.router.route(entry.route)?.template
  return {
    number: entry.number,
    mount: edits?.mount.name ?? row?.name ?? entry.mount.split(' ')[0]!,
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

/** What is in a journal that nobody sends from: it waits for a mount that can be written. */
export function listStored(journal: Journal, mounts: readonly MountRow[] = []): readonly ListedEdit[] {
  return createEntries(journal)
    .listed()
    .map(entry => listed(entry, undefined, mounts))
}
