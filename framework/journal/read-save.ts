import { type Changes, checkWhole, descends, isNothing, readChanges, readDraft, readNext } from '../edit/index.ts'
import { isSourceError, SourceError } from '../source/error.ts'
import { isOfDraft } from './adopt.ts'
import { changesOfDrafts } from './draft-changes.ts'
import type { Entry } from './entry.ts'
import { restamp, revisionIn } from './restamp.ts'

/** What is known of a file that is saved. */
export interface SaveFacts {
  readonly text: string
  readonly pid: number | undefined
  /** What the file shows now. */
  readonly shown: string | undefined
  /** What it showed when it was opened, or what was saved last through the same handle. */
  readonly opened: string | undefined
  /** The edits of the issue that are sent or on their way, last made first. */
  readonly earlier: readonly Entry[]
  /** Whether one of them is on its way, so that the file may show less than the tracker has. */
  readonly isBusy: boolean
  /** The file of a revision. */
  version(revision: string): string | undefined
}

/** A save that changes something: of what, and what. */
export interface ReadSave {
  readonly base: string
  readonly revision: string | undefined
  readonly changes: Changes
}

/**
 * Finds what a save is a change of, and reads the changes; `undefined` when it changes nothing.
 *
 * @throws SourceError `invalid` when it says of no version that is known that it is a change of it, or can't be meant
 */
export function readSave(facts: SaveFacts): ReadSave | undefined {
  const { text, shown, opened } = facts
  if (text === shown || text === opened) return undefined
  checkWhole(text)
  const found = find(facts)
  return isNothing(found.changes) ? undefined : found
}

function find(facts: SaveFacts): ReadSave {
  const { text, earlier } = facts
  const revision = revisionIn(text)
  const again = revision === undefined ? undefined : shownAgain(facts, revision)
  if (again !== undefined) return { base: again, revision, changes: readChanges(again, text) }
  for (const entry of earlier) {
    const onEarlier = goingOn(facts, revision, entry)
    if (onEarlier) return onEarlier
  }
  const base = revision === undefined ? undefined : (facts.version(revision) ?? covering(earlier, revision))
  if (base !== undefined) return { base, revision, changes: readChanges(base, text) }
  for (const before of [facts.opened, facts.shown]) {
    if (before && text.startsWith(before)) return { base: before, revision, changes: readChanges(before, text) }
  }
  throw new SourceError(
    'invalid',
    revision === undefined
      ? 'The line `revision` is missing from the front matter, so it can not be told what was changed. Open the file again, and change that text.'
      : `The revision ${revision} is not known (any more), so it can not be told what was changed. Open the file again, and make the change in that text.`,
  )
}

/**
 * What the file shows, where the save names that very version: a change and its way back may give the same bytes, and then
 * an earlier save of that version says nothing about this one. Who adds a comment twice is another matter, and so is a file
 * that does not show yet what is being sent.
 */
function shownAgain({ shown, earlier, isBusy }: SaveFacts, revision: string): string | undefined {
  if (shown === undefined || revisionIn(shown) !== revision) return undefined
  const [last] = earlier
  if (isBusy && !(last?.accepted && last.shown === revision)) return undefined
  return earlier.some(entry => entry.revision === revision && (entry.changes?.added.length ?? 0) > 0)
    ? undefined
    : shown
}

/** For how long a process number is taken for the same process, in milliseconds. */
const sameProcess = 12 * 3_600_000

/** Whoever saves has an earlier save before them that the file does not show yet: only what is new since then counts. */
function goingOn(facts: SaveFacts, revision: string | undefined, entry: Entry): ReadSave | undefined {
  const { text: saved, pid } = facts
  if (entry.what === 'create' || isOfDraft(entry)) return revision === undefined ? sinceDraft(entry, saved) : undefined
  if (entry.what !== 'edit' || entry.base === undefined || entry.revision !== revision) return undefined
  const { base, body: earlier } = entry
  if (saved.startsWith(earlier.trimEnd())) return { base, revision, changes: readChanges(earlier, saved) }
  const chain = { base, earlier, saved }
  if (descends(chain)) return { base, revision, changes: readNext(chain) }
  if (pid === undefined || entry.pid !== pid || Date.now() - entry.created > sameProcess) return undefined
  try {
    return { base, revision, changes: readNext(chain) }
  } catch (thrown) {
    if (isSourceError(thrown)) return undefined
    throw thrown
  }
}

/** The text of a new issue is saved once more, by a program that still shows what it wrote. */
function sinceDraft({ body }: Entry, saved: string): ReadSave | undefined {
  try {
    return { base: body, revision: undefined, changes: changesOfDrafts(readDraft(body), readDraft(saved)) }
  } catch (thrown) {
    if (isSourceError(thrown)) return undefined
    throw thrown
  }
}

/** The text under which an earlier save was shown until the tracker had it. */
function covering(earlier: readonly Entry[], revision: string): string | undefined {
  const found = earlier.find(({ shown }) => shown === revision)
  return found && restamp(found.body).text
}
