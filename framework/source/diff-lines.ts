/** A run of lines that was replaced; either side may be empty. Line numbers count from 0, ends are exclusive. */
export interface Hunk {
  readonly fromStart: number
  readonly fromEnd: number
  readonly toStart: number
  readonly toEnd: number
}

/** Differences up to which the shortest script is looked for. */
const mostDifferences = 1500

/**
 * What must be replaced in `from` to get `to`, in order; hunks never touch.
 *
 * The shortest script (Myers, 1986); where texts differ in more than some thousand lines, the lines that are unique in both
 * divide them first (patience diff).
 */
export function diffLines(from: readonly string[], to: readonly string[]): readonly Hunk[] {
  const matches = matchLines(from, to)
  const hunks: Hunk[] = []
  let fromStart = 0
  let toStart = 0
  for (let at = 0; at <= from.length; at++) {
    const match = at < from.length ? matches[at]! : to.length
    if (match < 0) continue
    if (at > fromStart || match > toStart) hunks.push({ fromStart, fromEnd: at, toStart, toEnd: match })
    fromStart = at + 1
    toStart = match + 1
  }
  return hunks
}

/** For each line of `from`, the line of `to` that it is; -1 when it is gone. Ascending. */
export function matchLines(from: readonly string[], to: readonly string[]): Int32Array {
  const numbers = new Map<string, number>()
  const matches = new Int32Array(from.length).fill(-1)
  matchRange(intern(from, numbers), intern(to, numbers), 0, from.length, 0, to.length, matches)
  return matches
}

function intern(lines: readonly string[], numbers: Map<string, number>): Int32Array {
  return Int32Array.from(lines, line => {
    const known = numbers.get(line)
    if (known !== undefined) return known
    numbers.set(line, numbers.size)
    return numbers.size - 1
  })
}

function matchRange(
  from: Int32Array,
  to: Int32Array,
  fromStart: number,
  fromEnd: number,
  toStart: number,
  toEnd: number,
  matches: Int32Array,
): void {
  while (fromStart < fromEnd && toStart < toEnd && from[fromStart] === to[toStart]) matches[fromStart++] = toStart++
  while (fromStart < fromEnd && toStart < toEnd && from[fromEnd - 1] === to[toEnd - 1]) matches[--fromEnd] = --toEnd
  if (fromStart === fromEnd || toStart === toEnd) return
  if (shortest(from, to, fromStart, fromEnd, toStart, toEnd, matches)) return
  let fromLast = fromStart
  let toLast = toStart
  for (const [fromAt, toAt] of anchors(from, to, fromStart, fromEnd, toStart, toEnd)) {
    matchRange(from, to, fromLast, fromAt, toLast, toAt, matches)
    matches[fromAt] = toAt
    fromLast = fromAt + 1
    toLast = toAt + 1
  }
  if (fromLast > fromStart) matchRange(from, to, fromLast, fromEnd, toLast, toEnd, matches)
}

/** Gives up, and says so, when the ranges differ too much. */
function shortest(
  from: Int32Array,
  to: Int32Array,
  fromStart: number,
  fromEnd: number,
  toStart: number,
  toEnd: number,
  matches: Int32Array,
): boolean {
  const width = fromEnd - fromStart
  const height = toEnd - toStart
  const most = Math.min(width + height, mostDifferences)
  const middle = most + 1
  const furthest = new Int32Array(2 * most + 3)
  const steps: Int32Array[] = []
  for (let differences = 0; differences <= most; differences++) {
    steps.push(furthest.slice(middle - differences - 1, middle + differences + 2))
    for (let diagonal = -differences; diagonal <= differences; diagonal += 2) {
      const down =
        diagonal === -differences ||
        (diagonal !== differences && furthest[middle + diagonal - 1]! < furthest[middle + diagonal + 1]!)
      let x = down ? furthest[middle + diagonal + 1]! : furthest[middle + diagonal - 1]! + 1
      while (x < width && x - diagonal < height && from[fromStart + x] === to[toStart + x - diagonal]) x++
      furthest[middle + diagonal] = x
      if (x >= width && x - diagonal >= height) {
        walkBack(steps, width, height, fromStart, toStart, matches)
        return true
      }
    }
  }
  return false
}

/** @param steps of each number of differences, how far each diagonal had come before it, from `-differences - 1` on */
function walkBack(
  steps: readonly Int32Array[],
  width: number,
  height: number,
  fromStart: number,
  toStart: number,
  matches: Int32Array,
): void {
  let x = width
  let y = height
  for (let differences = steps.length - 1; differences >= 0; differences--) {
    const before = steps[differences]!
    const at = (diagonal: number) => before[diagonal + differences + 1]!
    const diagonal = x - y
    const down = diagonal === -differences || (diagonal !== differences && at(diagonal - 1) < at(diagonal + 1))
    const previous = down ? diagonal + 1 : diagonal - 1
    const previousX = differences === 0 ? 0 : at(previous)
    const startX = differences === 0 ? 0 : down ? previousX : previousX + 1
    while (x > startX) matches[fromStart + --x] = toStart + --y
    x = previousX
    y = differences === 0 ? 0 : previousX - previous
  }
}

/** Pairs of lines that are unique on both sides: the longest ascending chain of them. */
function anchors(
  from: Int32Array,
  to: Int32Array,
  fromStart: number,
  fromEnd: number,
  toStart: number,
  toEnd: number,
): readonly (readonly [number, number])[] {
  const places = uniquePlaces(to, toStart, toEnd)
  const chain: { readonly from: number; readonly to: number; readonly before: number }[] = []
  const ends: number[] = []
  for (const [line, fromAt] of uniquePlaces(from, fromStart, fromEnd)) {
    const toAt = places.get(line)
    if (fromAt < 0 || toAt === undefined || toAt < 0) continue
    let low = 0
    for (let high = ends.length; low < high; ) {
      const half = (low + high) >> 1
      if (chain[ends[half]!]!.to < toAt) low = half + 1
      else high = half
    }
    chain.push({ from: fromAt, to: toAt, before: low > 0 ? ends[low - 1]! : -1 })
    ends[low] = chain.length - 1
  }
  const found: (readonly [number, number])[] = []
  for (let at = ends.at(-1) ?? -1; at >= 0; at = chain[at]!.before) found.push([chain[at]!.from, chain[at]!.to])
  return found.reverse()
}

/** -1 for lines that are not unique; in the order of the lines' first places. */
function uniquePlaces(lines: Int32Array, start: number, end: number): Map<number, number> {
  const places = new Map<number, number>()
  for (let at = start; at < end; at++) places.set(lines[at]!, places.has(lines[at]!) ? -1 : at)
  return places
}
