/** What a new element is to the old ones: the same (`exact`), or one that stands where it stood and is like it. */
export interface Partner {
  readonly old: number
  readonly exact: boolean
}

/** Above this many comparisons, elements are paired from both ends only. */
const mostCompared = 4_000_000

/**
 * Pairs new elements with old ones, in order.
 *
 * Equal keys are paired first, as many as there can be; what is left between them is paired in order where `alike`.
 *
 * @returns for each new element its partner, if it has one
 */
export function align(
  keys: readonly string[],
  oldKeys: readonly string[],
  alike: (index: number, old: number) => boolean = () => false,
): (Partner | undefined)[] {
  const partners: (Partner | undefined)[] = keys.map(() => undefined)
  for (const [index, old] of commonIn(keys, oldKeys)) partners[index] = { old, exact: true }
  const ends: number[] = []
  for (let index = keys.length - 1, end = oldKeys.length; index >= 0; index--) {
    end = partners[index]?.old ?? end
    ends[index] = end
  }
  let next = 0
  for (let index = 0; index < keys.length; index++) {
    for (let old = next; !partners[index] && old < ends[index]!; old++) {
      if (alike(index, old)) partners[index] = { old, exact: false }
    }
    next = (partners[index]?.old ?? next - 1) + 1
  }
  return partners
}

/** Pairs of equal elements, ascending in both: the longest common subsequence. */
function commonIn(left: readonly string[], right: readonly string[]): [number, number][] {
  const pairs: [number, number][] = []
  let start = 0
  while (start < left.length && start < right.length && left[start] === right[start]) pairs.push([start, start++])
  let leftEnd = left.length
  let rightEnd = right.length
  const tail: [number, number][] = []
  while (leftEnd > start && rightEnd > start && left[leftEnd - 1] === right[rightEnd - 1])
    tail.push([--leftEnd, --rightEnd])
  const width = rightEnd - start + 1
  if ((leftEnd - start + 1) * width <= mostCompared) {
    const lengths = new Uint32Array((leftEnd - start + 1) * width)
    const at = (row: number, column: number) => (row - start) * width + (column - start)
    for (let row = leftEnd - 1; row >= start; row--) {
      for (let column = rightEnd - 1; column >= start; column--) {
        lengths[at(row, column)] =
          left[row] === right[column]
            ? lengths[at(row + 1, column + 1)]! + 1
            : Math.max(lengths[at(row + 1, column)]!, lengths[at(row, column + 1)]!)
      }
    }
    for (let row = start, column = start; row < leftEnd && column < rightEnd; ) {
      if (left[row] === right[column]) pairs.push([row++, column++])
      else if (lengths[at(row + 1, column)]! >= lengths[at(row, column + 1)]!) row++
      else column++
    }
  }
  return [...pairs, ...tail.reverse()]
}
