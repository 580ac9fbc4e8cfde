/** The word that a mistyped one is most like; undefined when none is like it. */
export function nearest(wrong: string, words: readonly string[]): string | undefined {
  const lower = wrong.toLowerCase()
  const most = Math.max(2, Math.floor(wrong.length / 3))
  let found: string | undefined
  let least = most + 1
  for (const word of words) {
    if (Math.abs(word.length - wrong.length) >= least) continue
    const differences = distance(lower, word.toLowerCase())
    if (differences < least) {
      found = word
      least = differences
    }
  }
  return found ?? words.find(word => lower.length > 2 && word.toLowerCase().startsWith(lower))
}

/** Letters to add, drop, change or swap with the next one (optimal string alignment). */
export function distance(from: string, to: string): number {
  let before: number[] = []
  let row = Array.from({ length: to.length + 1 }, (_, at) => at)
  for (let line = 1; line <= from.length; line++) {
    const next = [line]
    for (let at = 1; at <= to.length; at++) {
      const change = row[at - 1]! + (from[line - 1] === to[at - 1] ? 0 : 1)
      let least = Math.min(change, row[at]! + 1, next[at - 1]! + 1)
      const swapped = line > 1 && at > 1 && from[line - 1] === to[at - 2] && from[line - 2] === to[at - 1]
      if (swapped) least = Math.min(least, before[at - 2]! + 1)
      next.push(least)
    }
    before = row
    row = next
  }
  return row.at(-1)!
}
