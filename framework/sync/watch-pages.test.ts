import { expect, it } from 'vitest'
import type { Page } from '../source/page.ts'
import { watchPages } from './watch-pages.ts'

const page = (ids: readonly string[], next?: string): Page => ({
  items: ids.map(id => ({ route: '{id}.md', key: { id }, id })),
  ...(next === undefined ? {} : { next }),
})

/** Reads as sync does. Gives how many pages were read. */
function read(of: (from: string | undefined) => Page): number {
  const isLast = watchPages('The listing "issues"')
  let from: string | undefined
  for (let pages = 1; pages < 1000; pages++) {
    const found = of(from)
    if (isLast(found, from)) return pages
    from = found.next
  }
  return Number.POSITIVE_INFINITY
}

it('a listing ends at the page without a next, whatever was on the others', () => {
  expect(read(() => page([]))).toBe(1)
  expect(read((from = '1') => page([], from === '9' ? undefined : String(Number(from) + 1)))).toBe(9)
  expect(read((from = '1') => page([from, 'pinned'], from === '9' ? undefined : String(Number(from) + 1)))).toBe(9)
})

it.each([
  ['that says to go on where it is', () => page(['1'], 'x'), 'does not go on'],
  [
    'whose pages lead round in a circle',
    (from?: string) => page([from ?? ''], from === 'x' ? 'y' : 'x'),
    'leads back to its page "x"',
  ],
  [
    'that does not heed its cursor',
    (from = '1') => page(['1', '2'], String(Number(from) + 1)),
    'the same items on each page',
  ],
] as const)('a listing %s is an error', (_what, of, sentence) => {
  expect(() => read(of)).toThrow(sentence)
})
