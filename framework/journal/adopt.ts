import type { Entries } from './entries.ts'
import type { Entry } from './entry.ts'
import { revisionIn } from './restamp.ts'

/**
 * A save of a new issue that came while that was on its way is an edit of what was made of it: the journal names the issue
 * once it is made. `undefined` when it was not.
 */
export function adopt(entries: Entries, entry: Entry): Entry | undefined {
  if (entry.entity !== undefined || entry.what !== 'edit') return entry
  const made = entries
    .ofPath(entry.mount, entry.path)
    .find(({ what, number, progress }) => what === 'create' && number < entry.number && progress.made)?.progress.made
  if (!made) return undefined
  const issue = { entity: made.id, key: made.key }
  entries.change(entry.number, issue, 'normal')
  return { ...entry, ...issue }
}

/** Whether an edit is a change of the text of a new issue, not of a file that was shown. */
export function isOfDraft({ what, base }: Pick<Entry, 'what' | 'base'>): boolean {
  return what === 'edit' && base !== undefined && revisionIn(base) === undefined
}
