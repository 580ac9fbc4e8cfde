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
    if (last && (isBroken(last.end) || isBroken(start))) runs[runs.length - 1] = { start: last.start, end }
    else runs.push({ start, end })
  }
  return runs
}

/** Says whether one node has both the line before and the line at a boundary. */
export function brokenBoundaries(nodes: readonly RootContent[]): (line: number) => boolean {
  const owners = new Map<number, RootContent>()
  for (const node of nodes) {
    const { start, end } = linesOf(node)
    for (let line = start; line < end; line++) owners.set(line, node)
  }
  return line => owners.has(line) && owners.get(line) === owners.get(line - 1)
}
