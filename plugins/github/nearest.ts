/** How many are named. */
const MOST = 5

/** The names most like a mistyped one, best first. */
export function nearest(name: string, names: readonly string[]): readonly string[] {
  return names
    .map(other => ({ other, away: difference(name.toLowerCase(), other.toLowerCase()) }))
    .toSorted((a, b) => a.away - b.away)
    .slice(0, MOST)
    .map(({ other }) => other)
}

/** The share of neighbouring pairs of letters that two words do not have in common, 0 to 1. */
function difference(a: string, b: string): number {
  const [first, second] = [pairs(a), pairs(b)]
  const common = [...first].filter(pair => second.has(pair)).length
  return 1 - (2 * common) / (first.size + second.size)
}

function pairs(word: string): ReadonlySet<string> {
  const padded = ` ${word} `
  return new Set(Array.from({ length: padded.length - 1 }, (_, at) => padded.slice(at, at + 2)))
}
