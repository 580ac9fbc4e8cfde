import type { PhrasingContent } from 'mdast'
import { append } from './append.ts'
import type { Mark } from './mark.ts'
import type { Run } from './run.ts'

/**
 * Puts marks around runs, as few times as it can: at each place the mark that reaches furthest opens first.
 *
 * Linear in the runs, since a run has at most one mark of each kind. All runs have the marks that are open around
 * them, so one with no more marks than those opens none.
 */
export function nest(runs: readonly Run[]): PhrasingContent[] {
  return nestWithin(runs, 0, runs.length, [])
}

function nestWithin(runs: readonly Run[], from: number, to: number, open: readonly string[]): PhrasingContent[] {
  const line: PhrasingContent[] = []
  let index = from
  while (index < to) {
    const run = runs[index]!
    const widest = run.marks.length > open.length ? findWidest(runs, index, to, open) : undefined
    if (widest) {
      const children = nestWithin(runs, index, widest.end, [...open, widest.mark.key])
      for (const node of widest.mark.wrap(children)) append(line, node)
      index = widest.end
    } else {
      append(line, run.node)
      index++
    }
  }
  return line
}

function findWidest(
  runs: readonly Run[],
  from: number,
  to: number,
  open: readonly string[],
): { readonly mark: Mark; readonly end: number } | undefined {
  let widest: { mark: Mark; end: number } | undefined
  for (const mark of runs[from]!.marks) {
    if (open.includes(mark.key)) continue
    let end = from + 1
    while (end < to && hasMark(runs[end]!, mark.key)) end++
    if (!widest || end > widest.end || (end === widest.end && mark.rank < widest.mark.rank)) widest = { mark, end }
  }
  return widest
}

function hasMark(run: Run, key: string): boolean {
  for (const mark of run.marks) if (mark.key === key) return true
  return false
}
