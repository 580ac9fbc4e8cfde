import { expect, test } from 'vitest'
import { createRunAhead } from './run-ahead.ts'

const pages = (count: number): number[] => Array.from({ length: count }, (_, at) => at + 100)
const documents = (inos: readonly number[]): number[] => inos.map(ino => ino * 10)

function drain(ahead: ReturnType<typeof createRunAhead>, reads: number, lastRead: number): number[] {
  const stored: number[] = []
  for (let next = ahead.next(reads, lastRead); next; next = ahead.next(reads, lastRead)) stored.push(next.ino)
  return stored
}

test('a page is stored once the kernel has asked for the next one', () => {
  const ahead = createRunAhead()
  ahead.listed(1, [100, 101], [1000, 1010])
  expect(drain(ahead, 0, 0)).toEqual([])
  ahead.listed(1, [102], [1020])
  expect(drain(ahead, 0, 0)).toEqual([100, 101])
  ahead.listed(1, [], [])
  expect(drain(ahead, 0, 0)).toEqual([102])
})

test('it rests after 128 that nobody reads, and goes on ahead of the reader', () => {
  const ahead = createRunAhead()
  const inos = pages(3000)
  ahead.listed(1, inos, documents(inos))
  ahead.listed(1, [], [])
  expect(drain(ahead, 0, 0)).toHaveLength(128)
  expect(drain(ahead, 0, 0)).toEqual([])
  const after = drain(ahead, 1, 100 + 700)
  expect(after[0]).toBe(100 + 716)
  expect(after).toHaveLength(128)
})

test('a read behind it does not turn it back', () => {
  const ahead = createRunAhead()
  const inos = pages(1000)
  ahead.listed(1, inos, documents(inos))
  ahead.listed(1, [], [])
  expect(drain(ahead, 0, 0).at(-1)).toBe(227)
  expect(drain(ahead, 1, 105)[0]).toBe(228)
})

test('it follows the reader from folder to folder, and begins anew when one is listed again', () => {
  const ahead = createRunAhead()
  ahead.listed(1, pages(100), documents(pages(100)))
  ahead.listed(1, [], [])
  expect(drain(ahead, 0, 0)).toHaveLength(100)
  ahead.listed(2, [500, 501], [1, 2])
  ahead.listed(2, [], [])
  expect(drain(ahead, 0, 0)).toEqual([500, 501])
  ahead.listed(1, pages(3), documents(pages(3)))
  ahead.listed(1, [], [])
  expect(drain(ahead, 0, 0)).toEqual([100, 101, 102])
})
