import fc from 'fast-check'
import { expect, test } from 'vitest'
import { align } from './align.ts'
import { longestCommon } from './longest-common.ts'

const letters = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 })

test('as many pairs as there can be, ascending, of equal elements', () => {
  fc.assert(
    fc.property(letters, letters, (left, right) => {
      const pairs = longestCommon(left, right)
      for (const [one, other] of pairs) expect(left[one]).toBe(right[other])
      for (const [index, [one, other]] of pairs.entries()) {
        if (index === 0) continue
        expect(one).toBeGreaterThan(pairs[index - 1]![0])
        expect(other).toBeGreaterThan(pairs[index - 1]![1])
      }
      expect(pairs.length).toBe(lengthOf(left, right))
    }),
    { seed: 20_260_102, numRuns: 1000 },
  )
})

test('what is left between equal elements is paired in order where it is alike', () => {
  expect(align(['a', 'X', 'c', 'new'], ['a', 'b', 'c'], () => true)).toEqual([
    { old: 0, exact: true },
    { old: 1, exact: false },
    { old: 2, exact: true },
    undefined,
  ])
  expect(align(['X', 'Y'], ['a', 'b'], (_, old) => old === 1)).toEqual([{ old: 1, exact: false }, undefined])
})

test('much of it is done in time', () => {
  const left = Array.from({ length: 100_000 }, (_, index) => `${index}`)
  const right = left.map((one, index) => (index % 100 === 0 ? 'x' : one))
  expect(longestCommon(left, right).length).toBe(99_000)
  expect(longestCommon(left, left.toReversed()).length).toBeLessThan(2)
})

function lengthOf(left: readonly string[], right: readonly string[]): number {
  const [first, ...rest] = left
  if (first === undefined || right.length === 0) return 0
  const at = right.indexOf(first)
  const without = lengthOf(rest, right)
  return at < 0 ? without : Math.max(without, 1 + lengthOf(rest, right.slice(at + 1)))
}
