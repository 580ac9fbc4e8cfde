import { isSourceError } from '../source/error.ts'
import { type Changes, type FrontChange, isNothing } from './changes.ts'
import { frontValue, indexOfElement, isSameValue } from './front-value.ts'
import { mergeLines } from './merge-lines.ts'
import { changesOf } from './read-changes.ts'
import { readSaved } from './read-saved.ts'
import { addedSince, findAdded, settle } from './settle.ts'

/** Two saves that name the same revision, one after the other. */
export interface Chain {
  /** The file of that revision. */
  readonly base: string
  readonly earlier: string
  readonly saved: string
}

/**
 * Whether a save was written by somebody who had the earlier one before them: it has one of its new comments word for word,
 * or all that it has changed. Then it is to be read by `readNext`; else against the base, as a save of its own.
 */
export function descends({ base, earlier, saved }: Chain): boolean {
  try {
    const first = readSaved(base, earlier)
    const second = readSaved(base, saved)
    const before = settle(first)
    const after = settle(second)
    if (before.added.some(text => findAdded(after.added, text) >= 0)) return true
    const changes = changesOf(first.from, first.to, before)
    const front = new Map(second.to.front.map(({ key, value }) => [key, value]))
    return (
      !isNothing(changes) &&
      changes.added.length === 0 &&
      changes.front.every(change => holds(change, frontValue(change.name, front.get(change.name)))) &&
      (changes.title === undefined || changes.title.to === second.to.title) &&
      before.pairs.every(
        ({ from, to }, at) => from === to || mergeLines(from, to, after.pairs[at]!.to) === after.pairs[at]!.to,
      )
    )
  } catch (thrown) {
    if (isSourceError(thrown)) return false
    throw thrown
  }
}

/**
 * What a save has changed since the earlier one that it descends from.
 *
 * @throws SourceError as `readChanges` does; also when a new comment of the earlier one was changed
 */
export function readNext({ base, earlier, saved }: Chain): Changes {
  const first = readSaved(base, earlier)
  const second = readSaved(base, saved)
  const before = settle(first)
  const after = settle(second)
  return changesOf(first.to, second.to, {
    pairs: after.pairs.map((pair, at) => ({ ...pair, from: before.pairs[at]!.to })),
    added: addedSince(before.added, after.added),
  })
}

/** Of lists, whether what was added is in it and what was taken away is not. */
function holds({ from, to }: FrontChange, value: FrontChange['to']): boolean {
  if (isSameValue(to, value)) return true
  if (!Array.isArray(to) || !Array.isArray(value)) return false
  const old = Array.isArray(from) ? from : []
  const added = to.filter(one => indexOfElement(old, one) < 0)
  const removed = old.filter(one => indexOfElement(to, one) < 0)
  return added.every(one => indexOfElement(value, one) >= 0) && removed.every(one => indexOfElement(value, one) < 0)
}
