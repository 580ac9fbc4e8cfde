import fc from 'fast-check'
import { expect, test } from 'vitest'
import { diffLines, matchLines } from './diff-lines.ts'

const few = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 })

/** The length of the longest common subsequence, by the textbook. */
function longest(from: readonly string[], to: readonly string[]): number {
  let row = to.map(() => 0)
  for (const line of from) {
    const next: number[] = []
    for (const [at, other] of to.entries()) {
      const beside = next[at - 1] ?? 0
      next.push(line === other ? (row[at - 1] ?? 0) + 1 : Math.max(row[at]!, beside))
    }
    row = next
  }
  return row.at(-1) ?? 0
}

test('matches as many lines as can be, in order', () => {
  fc.assert(
    fc.property(few, few, (from, to) => {
      const matches = [...matchLines(from, to)]
      const found = matches.filter(match => match >= 0)
      expect(found).toEqual(found.toSorted((one, other) => one - other))
      expect(new Set(found).size).toBe(found.length)
      for (const [at, match] of matches.entries()) if (match >= 0) expect(to[match]).toBe(from[at])
      expect(found.length).toBe(longest(from, to))
    }),
    { numRuns: 1000 },
  )
})

test('hunks turn one into the other and never touch', () => {
  fc.assert(
    fc.property(few, few, (from, to) => {
      const result: string[] = []
      let last = -1
      for (const { fromStart, fromEnd, toStart, toEnd } of diffLines(from, to)) {
        expect(fromStart).toBeGreaterThan(last)
        expect(toEnd - toStart + fromEnd - fromStart).toBeGreaterThan(0)
        result.push(...from.slice(Math.max(last, 0), fromStart), ...to.slice(toStart, toEnd))
        last = fromEnd
      }
      expect([...result, ...from.slice(Math.max(last, 0))]).toEqual(to)
    }),
    { numRuns: 1000 },
  )
})

test('large texts that differ everywhere are divided at their unique lines', () => {
  const from = Array.from({ length: 80_000 }, (_, at) => (at % 2 ? `line ${at}` : `old ${at}`))
  const to = Array.from({ length: 80_000 }, (_, at) => (at % 2 ? `line ${at}` : `new ${at}`))
  expect([...matchLines(from, to)].filter(match => match >= 0)).toHaveLength(40_000)
})
