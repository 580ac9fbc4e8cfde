import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { diffLines } from '../source/diff-lines.ts'
import { mergeLines } from './merge-lines.ts'

describe('by hand', () => {
  test.each([
    ['a\n\nb\n\nc', 'A\n\nb\n\nc', 'a\n\nb\n\nC', 'A\n\nb\n\nC'],
    ['a\nb', 'A\nb', 'a\nB', 'A\nB'],
    ['a\nb', 'A\nb', 'B\nb', undefined],
    ['a', 'a\nx', 'a\ny', undefined],
    ['a', 'a\nx', 'a\nx', 'a\nx'],
    ['a\nb\nc', 'a\nc', 'a\nb\nc\nd', 'a\nc\nd'],
    ['a\nb\nc', 'a\nc', 'a\nB\nc', undefined],
    ['a\nb', 'a\nx\nb', 'A\nb', undefined],
    ['', 'mine', 'theirs', undefined],
    ['gone', '', 'gone\n\nmore', undefined],
    ['a', 'a', '', ''],
  ])('%j, %j and %j', (base, mine, theirs, merged) => {
    expect(mergeLines(base, mine, theirs)).toBe(merged)
    expect(mergeLines(base, theirs, mine)).toBe(merged)
  })
})

/** A text of unique lines, and for each of them what becomes of it on either side. */
const fate = fc.constantFrom<'same' | 'change' | 'drop' | 'after'>('same', 'same', 'same', 'change', 'drop', 'after')
const plan = fc.array(fc.tuple(fc.boolean(), fate), { minLength: 1, maxLength: 10 })

test('changes of different lines, with an untouched one between, both stand', () => {
  fc.assert(
    fc.property(plan, steps => {
      const base: string[] = []
      const copies: Record<'mine' | 'theirs' | 'both', string[]> = { mine: [], theirs: [], both: [] }
      for (const [at, [isMine, what]] of steps.entries()) {
        const lines = { same: [`${at}`], change: [`${at} changed`], drop: [], after: [`${at}`, `${at} and more`] }[what]
        base.push(`${at}`, `between ${at}`)
        copies.mine.push(...(isMine ? lines : [`${at}`]), `between ${at}`)
        copies.theirs.push(...(isMine ? [`${at}`] : lines), `between ${at}`)
        copies.both.push(...lines, `between ${at}`)
      }
      const [mine, theirs, both] = [copies.mine, copies.theirs, copies.both].map(lines => lines.join('\n'))
      expect(mergeLines(base.join('\n'), mine!, theirs!)).toBe(both)
    }),
  )
})

const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 7 }).map(lines => lines.join('\n'))

/** All hunks of both sides at once, or none when two of them share a place and differ. */
function model(base: string, mine: string, theirs: string): string | undefined {
  const linesOf = (whole: string) => (whole === '' ? [] : whole.split('\n'))
  const replacements = [mine, theirs].map(copy =>
    diffLines(linesOf(base), linesOf(copy)).map(({ fromStart, fromEnd, toStart, toEnd }) => ({
      start: fromStart,
      end: fromEnd,
      lines: linesOf(copy).slice(toStart, toEnd),
    })),
  )
  const [one = [], other = []] = replacements
  for (const my of one) {
    for (const their of other) {
      const slack = my.start === my.end || their.start === their.end ? 0.5 : 0
      const collide = my.start - slack < their.end + slack && their.start - slack < my.end + slack
      if (collide && JSON.stringify(my) !== JSON.stringify(their)) return undefined
    }
  }
  const all = new Map([...one, ...other].map(each => [JSON.stringify(each), each]))
  const result = linesOf(base)
  for (const { start, end, lines } of [...all.values()].sort((a, b) => b.start - a.start))
    result.splice(start, end - start, ...lines)
  return result.join('\n')
}

test('is what a naive model makes of it, from both sides', () => {
  fc.assert(
    fc.property(text, text, text, (base, mine, theirs) => {
      const merged = mergeLines(base, mine, theirs)
      expect(mergeLines(base, theirs, mine)).toBe(merged)
      expect(mergeLines(base, mine, base)).toBe(mine)
      expect(mergeLines(base, base, theirs)).toBe(theirs)
      expect(merged).toBe(mine === theirs ? mine : model(base, mine, theirs))
    }),
    { numRuns: 2000 },
  )
})
