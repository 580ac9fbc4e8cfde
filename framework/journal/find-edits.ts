import { SourceError } from '../source/error.ts'
import type { Entries } from './entries.ts'
import type { Entry } from './entry.ts'
import { problemName } from './problem-files.ts'

/** An edit that waits or is kept. @throws SourceError `not-found` */
export function findEdit(entries: Entries, number: number): Entry {
  const entry = entries.entry(number)
  if (entry && entry.state !== 'sent') return entry
  throw new SourceError('not-found', `There is no edit ${number} that waits; "issuefs pending" lists them.`)
}

/**
 * The conflicts of a file, first made first; the last one is the one that is named.
 *
 * @param name as `.issuefs/conflicts/` has it: `PROJ-1`, or `PROJ-1-7` for an earlier one; or its path
 * @throws SourceError `not-found` when there is no such conflict
 */
export function findConflicts(
  entries: Entries,
  name: string,
): { readonly last: Entry; readonly all: readonly Entry[] } {
  const conflicts = entries.kept().filter(({ theirs }) => theirs !== undefined)
  const last = conflicts.findLast(({ path, number }) =>
    [path, problemName(path), `${problemName(path)}-${number}`].includes(name),
  )
  if (!last)
    throw new SourceError('not-found', `There is no conflict of "${name}"; "issuefs pending" lists what waits.`)
  return { last, all: conflicts.filter(({ mount, path }) => mount === last.mount && path === last.path) }
}
