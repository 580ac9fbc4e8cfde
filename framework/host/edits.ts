import { createEdits, type EditsHost, type EditsOptions } from '../journal/edits.ts'
import { createEntries } from '../journal/entries.ts'
import { type Journal, openJournal } from '../journal/journal.ts'
import { mountIdentity } from '../journal/mount.ts'
import type { MountRow } from '../store/contract.ts'
import type { Store } from '../store/sqlite.ts'
import type { MountSync } from '../sync/mount.ts'
import { createReferences } from '../sync/references.ts'
import type { MountRequest } from './contract.ts'
import type { ReferenceRow } from './reference-table.ts'

/** The journal of edits. One that can't be used is left as it is, and read-only mounts work on, with a notice. */
export function openEdits(
  folder: string | undefined,
  purpose: string | undefined,
  notice: (sentence: string) => void,
): Journal | undefined {
  if (folder === undefined) return undefined
  try {
    return openJournal(folder, purpose)
  } catch (thrown) {
    notice(`${thrown instanceof Error ? thrown.message : String(thrown)} So this mount can only be read.`)
    return undefined
  }
}

export interface WritingParts {
  readonly store: Store
  readonly journal: Journal
  readonly table: readonly ReferenceRow[]
  readonly mode: 'wait' | 'queue'
  readonly allowDelete: boolean
  /** Milliseconds. */
  readonly deadline: number
  readonly sending: Pick<EditsOptions, 'patience' | 'step'>
  readonly mounts: readonly { readonly request: MountRequest; readonly row: MountRow; readonly sync: MountSync }[]
  notice(sentence: string, mount: string): void
}

/** The writing half of all mounts of a tree. */
export function openWriting({ journal, table, mounts, sending, ...parts }: WritingParts): EditsHost {
  return createEdits({
    ...parts,
    ...sending,
    entries: createEntries(journal),
    mounts: new Map(
      mounts.map(({ request, row, sync }) => [
        row.mount,
        {
          name: request.name,
          identity: mountIdentity(row.source, row.scope),
          writing: sync.writing,
          references: createReferences(table, request.name),
        },
      ]),
    ),
  })
}
