import type { RootContent } from 'mdast'
import { brokenBoundaries, type LineRange, linesOf } from './block-lines.ts'
import type { Kept } from './find-kept.ts'

/** What stands between two runs that are kept, or before the first or after the last. */
export interface Gap {
  readonly lines: LineRange
  readonly nodes: readonly RootContent[]
}

/**
 * Lets go of the runs that Markdown reads as one with what is new beside them: a list that goes on, a fence that is open.
 *
 * Runs that were neighbours before, and are, need no look: how Markdown reads a text from the start of a top-level block on
 * does not depend on what is above.
 *
 * @param text the lines of the new text
 * @param read the top-level nodes of some of its lines, as far as they stand on their own
 * @returns the runs that stay, and one more gaps
 */
export function confirmKept(
  candidates: readonly Kept[],
  runs: readonly LineRange[],
  text: readonly string[],
  read: (lines: LineRange) => readonly RootContent[],
): { readonly kept: readonly Kept[]; readonly gaps: readonly Gap[] } {
  const kept = [...candidates]
  const places = new Map(runs.map((run, at) => [run, at]))
  const gaps: Gap[] = []
  while (gaps.length <= kept.length) {
    const before = kept[gaps.length - 1]
    const after = kept[gaps.length]
    const lines = { start: before?.at.end ?? 0, end: after?.at.start ?? text.length }
    const isNeighbour = before && after && places.get(before.run)! + 1 === places.get(after.run)
    if (isNeighbour && lines.end - lines.start === 1 && text[lines.start] === '') {
      gaps.push({ lines, nodes: [] })
      continue
    }
    const start = before?.at.start ?? 0
    const nodes = read({ start, end: after?.at.end ?? text.length })
    const isBroken = brokenBoundaries(nodes)
    if (before && isBroken(lines.start)) {
      kept.splice(gaps.length - 1, 1)
      gaps.pop()
    } else if (after && isBroken(lines.end)) {
      const isBrokenToEnd = brokenBoundaries(read({ start, end: text.length }))
      const next = kept.findIndex(({ at }, index) => index >= gaps.length && !isBrokenToEnd(at.start))
      kept.splice(gaps.length, (next < 0 ? kept.length : next) - gaps.length)
    } else gaps.push({ lines, nodes: nodes.filter(node => isWithin(node, lines)) })
  }
  return { kept, gaps }
}

function isWithin(node: RootContent, { start, end }: LineRange): boolean {
  const line = linesOf(node).start
  return line >= start && line < end
}
