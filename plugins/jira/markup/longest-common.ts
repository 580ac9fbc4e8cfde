/** Differences up to which pairs are looked for; the memory for it grows with the square. */
const mostDifferences = 3000

/**
 * Pairs of equal elements, as many as there can be, ascending on both sides.
 *
 * The shortest script of Myers (1986), "An O(ND) Difference Algorithm and Its Variations". Where there are too many
 * differences, only what both begin and end with is paired.
 */
export function longestCommon(left: readonly string[], right: readonly string[]): [number, number][] {
  let start = 0
  while (start < left.length && start < right.length && left[start] === right[start]) start++
  let end = 0
  const most = Math.min(left.length, right.length) - start
  while (end < most && left[left.length - 1 - end] === right[right.length - 1 - end]) end++
  const middle = findMiddle(left.slice(start, left.length - end), right.slice(start, right.length - end))
  return [
    ...Array.from({ length: start }, (_, index): [number, number] => [index, index]),
    ...middle.map(([one, other]): [number, number] => [one + start, other + start]),
    ...Array.from({ length: end }, (_, index): [number, number] => [
      left.length - end + index,
      right.length - end + index,
    ]),
  ]
}

function findMiddle(left: readonly string[], right: readonly string[]): [number, number][] {
  if (left.length === 0 || right.length === 0) return []
  const most = Math.min(left.length + right.length, mostDifferences)
  const middle = most + 1
  const furthest = new Int32Array(2 * most + 3)
  /** What was reached before each round. */
  const rounds: Int32Array[] = []
  for (let round = 0; round <= most; round++) {
    rounds.push(furthest.slice(middle - round - 1, middle + round + 2))
    for (let diagonal = -round; diagonal <= round; diagonal += 2) {
      const down =
        diagonal === -round ||
        (diagonal !== round && furthest[middle + diagonal - 1]! < furthest[middle + diagonal + 1]!)
      let x = down ? furthest[middle + diagonal + 1]! : furthest[middle + diagonal - 1]! + 1
      while (x < left.length && x - diagonal < right.length && left[x] === right[x - diagonal]) x++
      furthest[middle + diagonal] = x
      if (x >= left.length && x - diagonal >= right.length) return goBack(rounds, left.length, right.length)
    }
  }
  return []
}

function goBack(rounds: readonly Int32Array[], left: number, right: number): [number, number][] {
  const pairs: [number, number][] = []
  let x = left
  let y = right
  for (let round = rounds.length - 1; round >= 0; round--) {
    const reached = (diagonal: number) => rounds[round]![diagonal + round + 1]!
    const diagonal = x - y
    const down = diagonal === -round || (diagonal !== round && reached(diagonal - 1) < reached(diagonal + 1))
    const before = down ? diagonal + 1 : diagonal - 1
    const fromX = round === 0 ? 0 : reached(before)
    const fromY = round === 0 ? 0 : fromX - before
    while (x > fromX && y > fromY) pairs.push([--x, --y])
    x = fromX
    y = fromY
  }
  return pairs.reverse()
}
