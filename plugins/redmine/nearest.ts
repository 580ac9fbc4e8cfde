/** How many are named. */
const MOST = 5

/** The words most like a mistyped one, best first; all of equal length of difference in their own order. */
export function nearest(word: string, words: readonly string[]): readonly string[] {
  const ranked = words.map(other => ({ other, distance: distance(word.toUpperCase(), other.toUpperCase()) }))
  return ranked
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, MOST)
    .map(({ other }) => other)
}

/** Edits that turn one word into the other (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, position) => position)
  for (let i = 1; i <= a.length; i += 1) {
    const above = row
    row = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const swap = above[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      row.push(Math.min(swap, above[j]! + 1, row[j - 1]! + 1))
    }
  }
  return row.at(-1)!
}
