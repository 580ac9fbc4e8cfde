import type { RootContent } from 'mdast'

/** Lines of a text, counted from 0; `end` is exclusive. */
export interface LineRange {
  readonly start: number
  readonly end: number
}

/** The lines of a node. */
export function linesOf({ position }: RootContent): LineRange {
  return { start: (position?.start.line ?? 1) - 1, end: position?.end.line ?? 0 }
}

/** Joins neighbouring blocks that Markdown reads as one, so that they are kept or changed together. */
export function unbrokenRuns(blocks: readonly LineRange[], nodes: readonly RootContent[]): readonly LineRange[] {
  const isBroken = brokenBoundaries(nodes)
  const runs: LineRange[] = []
  for (const { start, end } of blocks) {
    const last = runs.at(-1)
    if (last && isBroken(last.end, start)) runs[runs.length - 1] = { start: last.start, end }
    else runs.push({ start, end })
  }
  return runs
}

/** Says whether one node has lines both before `end` and from `start` on. */
export function brokenBoundaries(nodes: readonly RootContent[]): (end: number, start: number) => boolean {
  const owners: number[] = []
  for (const [owner, node] of nodes.entries()) {
    const { start, end } = linesOf(node)
    for (let line = start; line < end; line++) owners[line] = owner
  }
  return (end, start) => {
    const owner = end > 0 ? owners[end - 1] : undefined
    if (owner === undefined || owners[start] === undefined) return false
    return owner === owners[start]
  }
}
