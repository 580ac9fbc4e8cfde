import type { RootContent } from 'mdast'
import { matchLines } from '../source/diff-lines.ts'
import { brokenBoundaries, type LineRange } from './block-lines.ts'

/** A run of blocks, and where it stands in the new text. */
export interface Kept {
  readonly run: LineRange
  readonly at: LineRange
}

/**
 * The runs of blocks that stand in a new text as they were, in order: all their lines, one after the other, with no node of
 * the new text reaching over their ends.
 *
 * @param nodes those of the new text
 */
export function findKept(
  runs: readonly LineRange[],
  shown: readonly string[],
  lines: readonly string[],
  nodes: readonly RootContent[],
): readonly Kept[] {
  const matches = matchLines(shown, lines)
  const isBroken = brokenBoundaries(nodes)

  function standsAt({ start, end }: LineRange, first: number): LineRange | undefined {
    const last = first + end - start
    if (first < 0 || last > lines.length) return undefined
    if (isBroken(first, first) || isBroken(last, last)) return undefined
    for (let line = start; line < end; line++) if (shown[line] !== lines[first + line - start]) return undefined
    return { start: first, end: last }
  }

  /** Another alignment of equal lines may have torn a run apart that stands there whole. */
  function search(run: LineRange, from: number, until: number): LineRange | undefined {
    for (let first = from; first + run.end - run.start <= until; first++) {
      const at = standsAt(run, first)
      if (at) return at
    }
    return undefined
  }

  const kept: Kept[] = []
  let waiting: LineRange[] = []
  let line = 0
  function searchUntil(end: number): void {
    for (const run of waiting) {
      const at = search(run, line, end)
      if (!at) continue
      kept.push({ run, at })
      line = at.end
    }
    waiting = []
  }
  for (const run of runs) {
    const at = isAligned(matches, run) ? standsAt(run, matches[run.start]!) : undefined
    if (!at) {
      waiting.push(run)
      continue
    }
    searchUntil(at.start)
    kept.push({ run, at })
    line = at.end
  }
  searchUntil(lines.length)
  return kept
}

function isAligned(matches: Int32Array, { start, end }: LineRange): boolean {
  for (let line = start; line < end; line++) if (matches[line] !== matches[start]! + line - start) return false
  return matches[start]! >= 0
}
