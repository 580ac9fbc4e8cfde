import { type Journal, openJournal } from '../journal/journal.ts'

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
    notice(thrown instanceof Error ? thrown.message : String(thrown))
    return undefined
  }
}
