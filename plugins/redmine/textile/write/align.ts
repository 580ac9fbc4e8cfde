/** Comparisons beyond which texts are not aligned. */
const MOST = 4_000_000

/**
 * For each item of `from` its place in `to`, where the two go along: a longest common subsequence. `undefined` when
 * that would take long.
 */
export function align(from: readonly string[], to: readonly string[]): readonly (number | undefined)[] | undefined {
  const places: (number | undefined)[] = from.map(() => undefined)
  let start = 0
  while (start < from.length && start < to.length && from[start] === to[start]) {
    places[start] = start
    start += 1
  }
  let ends = 0
  const most = Math.min(from.length, to.length) - start
  while (ends < most && from[from.length - 1 - ends] === to[to.length - 1 - ends]) {
    places[from.length - 1 - ends] = to.length - 1 - ends
    ends += 1
  }
  const rows = from.length - ends - start
  const columns = to.length - ends - start
  if (rows * columns > MOST) return undefined
  const width = columns + 1
  const common = new Uint16Array((rows + 1) * width)
  for (let row = rows - 1; row >= 0; row -= 1) {
    for (let column = columns - 1; column >= 0; column -= 1) {
      const isSame = from[start + row] === to[start + column]
      const [down, right] = [common[(row + 1) * width + column]!, common[row * width + column + 1]!]
      common[row * width + column] = isSame ? common[(row + 1) * width + column + 1]! + 1 : Math.max(down, right)
    }
  }
  for (let row = 0, column = 0; row < rows && column < columns; ) {
    if (from[start + row] === to[start + column]) {
      places[start + row] = start + column
      row += 1
      column += 1
    } else if (common[(row + 1) * width + column]! >= common[row * width + column + 1]!) row += 1
    else column += 1
  }
  return places
}
