import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { openJournal } from '../journal/journal.ts'
import { type ListedEdit, listStored } from '../journal/listed-edit.ts'
import { isSourceError } from '../source/error.ts'

/** The edits of one journal that no mount has open. */
export interface StoredEdits {
  /** The folder of the journal. */
  readonly folder: string
  readonly edits: readonly ListedEdit[]
}

/** Edits that wait for their mounts to run again. Journals of running mounts are left out. */
export function storedEdits(stateFolder: string): readonly StoredEdits[] {
  const folder = join(stateFolder, 'edits')
  if (!existsSync(folder)) return []
  return readdirSync(folder).flatMap(name => read(join(folder, name)) ?? [])
}

function read(folder: string): StoredEdits | undefined {
  try {
    const journal = openJournal(folder, 'read by issuefs pending')
    try {
      return { folder, edits: listStored(journal) }
    } finally {
      journal.close()
    }
  } catch (thrown) {
    if (isSourceError(thrown) && thrown.kind === 'conflict') return undefined
    throw thrown
  }
}
