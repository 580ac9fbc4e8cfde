import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { UsageError } from '../config/usage-error.ts'
import { type Journal, openJournal } from '../journal/journal.ts'
import { type ListedEdit, listStored } from '../journal/listed-edit.ts'
import { createStoredControl, type StoredControl } from '../journal/stored-control.ts'
import { isSourceError, SourceError } from '../source/error.ts'
import type { MountRow } from '../store/contract.ts'
import type { Context } from './context.ts'
import { runningMounts } from './control/registry.ts'

/** The edits of one journal that no mount has open. */
export interface StoredEdits {
  /** The folder of the journal. */
  readonly folder: string
  readonly edits: readonly ListedEdit[]
}

/** Edits that wait for their mounts to run again. Journals of running mounts are left out. */
export function storedEdits(stateFolder: string): readonly StoredEdits[] {
  return journalsIn(stateFolder).flatMap(folder => read(folder) ?? [])
}

/**
 * Edits of one journal; none where there is no journal, or a running mount has it open.
 *
 * @param mounts of the tree that the journal belongs to
 */
export function storedEditsIn(folder: string, mounts: readonly MountRow[]): readonly ListedEdit[] {
  return (isJournal(folder) && read(folder, mounts)?.edits) || []
}

/** Which of the journals that no mount has open is meant. */
export interface StoredChoice {
  /** The folder of a journal; absent for the only one that has what is looked for. */
  readonly folder: string | undefined
  /** What is done, for the one who is refused meanwhile. */
  readonly purpose: string
  /** How a folder is given, for the sentence. */
  readonly flag: string
}

/** Whether nothing that is mounted is meant: none runs, or the folder is that of a journal. */
export function isOffline(folder: string | undefined, { folders, from }: Context): boolean {
  if (folder === undefined) return runningMounts(folders.runtime).length === 0
  return isJournal(resolve(from, folder))
}

function isJournal(folder: string): boolean {
  return existsSync(join(folder, 'journal.db'))
}

/**
 * Does something with the journal that has an edit.
 *
 * @throws SourceError `conflict` naming the process that has it open, `not-found` when none has it; UsageError when several do
 */
export function changeStored(
  stateFolder: string,
  { folder, purpose, flag }: StoredChoice,
  has: (edit: ListedEdit) => boolean,
  work: (control: StoredControl) => void,
): void {
  const all = folder === undefined ? journalsIn(stateFolder) : [folder]
  const open: string[] = []
  let used: unknown
  for (const each of all) {
    try {
      if (withJournal(each, purpose, journal => listStored(journal)).some(has)) open.push(each)
    } catch (thrown) {
      if (!isSourceError(thrown) || thrown.kind !== 'conflict') throw thrown
      used ??= thrown
    }
  }
  const [only, another] = open
  if (another !== undefined) throw new UsageError(`Say which: ${flag} ${open.join(' | ')}.`)
  if (only === undefined && used !== undefined) throw used
  if (only === undefined)
    throw new SourceError('not-found', 'No journal has such an edit; "issuefs pending" lists what waits.')
  withJournal(only, purpose, journal => work(createStoredControl(journal)))
}

function journalsIn(stateFolder: string): readonly string[] {
  const folder = join(stateFolder, 'edits')
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .map(name => join(folder, name))
    .filter(isJournal)
}

function withJournal<T>(folder: string, purpose: string, work: (journal: Journal) => T): T {
  const journal = openJournal(folder, purpose)
  try {
    return work(journal)
  } finally {
    journal.close()
  }
}

function read(folder: string, mounts: readonly MountRow[] = []): StoredEdits | undefined {
  try {
    return {
      folder,
      edits: withJournal(folder, 'read by another issuefs command', journal => listStored(journal, mounts)),
    }
  } catch (thrown) {
    if (isSourceError(thrown) && thrown.kind === 'conflict') return undefined
    throw thrown
  }
}
