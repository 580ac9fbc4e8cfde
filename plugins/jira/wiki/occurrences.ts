/** Where a pattern occurs in one text: every question costs a binary search, in whatever order it is asked. */
export interface Occurrences {
  /** The first place at or after `from`, or `Infinity`. */
  next(from: number): number
}

/** Reads the text once. `pattern` must be global and must not match the empty string. */
export function occurrences(text: string, pattern: RegExp): Occurrences {
  const places: number[] = []
  for (const match of text.matchAll(pattern)) places.push(match.index)
  return {
    next: from => places[firstAtLeast(places.length, index => places[index]!, from)] ?? Number.POSITIVE_INFINITY,
  }
}

/** The first index in `0..length` whose `value` is at least `wanted`; `length` when there is none. Values ascend. */
export function firstAtLeast(length: number, value: (index: number) => number, wanted: number): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (value(middle) < wanted) low = middle + 1
    else high = middle
  }
  return low
}
