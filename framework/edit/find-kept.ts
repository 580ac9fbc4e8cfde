import { matchLines } from '../source/diff-lines.ts'
import type { LineRange } from './block-lines.ts'

/** A run of blocks, and where it stands in the new text. */
export interface Kept {
  readonly run: LineRange
  readonly at: LineRange
}

/** The runs of blocks whose lines all stand in a new text, one after the other, in order. */
export function findKept(
  runs: readonly LineRange[],
  shown: readonly string[],
  lines: readonly string[],
): readonly Kept[] {
  const matches = matchLines(shown, lines)
  const kept: Kept[] = []
  let waiting: LineRange[] = []
  let next = 0

  function standsAt({ start, end }: LineRange, first: number): boolean {
    for (let line = start; line < end; line++) if (shown[line] !== lines[first + line - start]) return false
    return true
  }

  function keep(run: LineRange, first: number): void {
    next = first + run.end - run.start
    kept.push({ run, at: { start: first, end: next } })
  }

  /** Another alignment of equal lines may have torn a run apart that stands there whole, between blank lines. */
  function searchUntil(end: number): void {
    for (const run of waiting) {
      for (let first = next; first + run.end - run.start <= end; first++) {
        const last = first + run.end - run.start
        if (!isEdge(lines, first - 1) || !isEdge(lines, last) || !standsAt(run, first)) continue
        keep(run, first)
        break
      }
    }
    waiting = []
  }

  for (const run of runs) {
    const first = matches[run.start]!
    if (first >= 0 && standsAt(run, first)) {
      searchUntil(first)
      keep(run, first)
    } else waiting.push(run)
  }
  searchUntil(lines.length)
  return kept
}

function isEdge(lines: readonly string[], at: number): boolean {
  return lines[at] === undefined || lines[at].trim() === ''
}
