import type { ReadDocument } from '../markdown/read-document.ts'
import { invalid } from './invalid.ts'
import { pairTexts, type TextPair } from './pair-texts.ts'
import type { SavedFile } from './read-saved.ts'
import { appendedText, divideAtNew } from './text-change.ts'

/** The texts of a saved file, told apart from the new comments in it. */
export interface Settled {
  /** One for each text that was read, in that order. */
  readonly pairs: readonly TextPair[]
  readonly added: readonly string[]
}

/** Decides what is the text of a part, and what a new comment below it. */
export function settle({ from, to, isClosed }: SavedFile): Settled {
  const added: string[] = []

  function textOf(pair: TextPair): string {
    const appended = pair.last && !isClosed ? appendedText(pair.from, pair.to) : undefined
    if (appended !== undefined) {
      added.push(...divideAtNew('', appended))
      return pair.from
    }
    if (pair.kind !== 'comment') return pair.to
    const [text, ...others] = divideAtNew(pair.from, pair.to)
    added.push(...others)
    return text
  }

  const pairs = pairTexts(from, to).map(pair => ({ ...pair, to: textOf(pair) }))
  return { pairs, added: [...added, ...newComments(to)].filter(Boolean) }
}

/** The comments of a file that are under no marker of one that the tracker has. */
export function newComments({ comments }: ReadDocument): readonly string[] {
  return comments.flatMap(({ id, text }) => (id === undefined ? divideAtNew('', text) : [])).filter(Boolean)
}

/**
 * The new comments that an earlier save did not have.
 *
 * @throws SourceError `invalid` when one that it had is gone or was changed: it may have been sent
 */
export function addedSince(earlier: readonly string[], added: readonly string[]): readonly string[] {
  const left = [...added]
  for (const text of earlier) {
    const at = findAdded(left, text)
    if (at < 0) {
      throw invalid(
        `The new comment "${text.slice(0, 40)}" was saved before and is on its way. Open the file again to change it.`,
      )
    }
    left.splice(at, 1, ...[appendedText(text, left[at]!) ?? []].flat())
  }
  return left
}

/** Where a comment stands, as it was or, at the end, with text below it; -1 when it does not. */
export function findAdded(added: readonly string[], text: string): number {
  const at = added.indexOf(text)
  if (at >= 0) return at
  return added.at(-1)?.startsWith(`${text}\n`) ? added.length - 1 : -1
}
