import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createInvalidations, ordersOf } from './invalidations.ts'
import type { Order } from './messages.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('names that come and go take the listing of their folder along, once', () => {
  expect(
    ordersOf([
      { what: 'appeared', parent: 5, name: 'a.md', ino: 7 },
      { what: 'disappeared', parent: 5, name: 'b.md', ino: 8 },
      { what: 'content', ino: 9 },
    ]),
  ).toEqual([
    { order: 'entry', parent: 5, name: 'a.md' },
    { order: 'delete', parent: 5, name: 'b.md', ino: 8 },
    { order: 'content', ino: 9 },
    { order: 'content', ino: 5 },
  ])
})

test('what has moved is not deleted', () => {
  expect(
    ordersOf([
      { what: 'disappeared', parent: 5, name: 'a.md', ino: 7 },
      { what: 'appeared', parent: 6, name: 'a.md', ino: 7 },
    ])[0],
  ).toEqual({ order: 'entry', parent: 5, name: 'a.md' })
})

test('first the answer, then the notification; at last the notification all the same', () => {
  const busy = new Set([7, 5])
  const ordered: Order[] = []
  const invalidations = createInvalidations({ isBusy: ino => busy.has(ino), order: each => ordered.push(each) })
  invalidations.pass([
    { what: 'content', ino: 7 },
    { what: 'content', ino: 8 },
    { what: 'appeared', parent: 5, name: 'a.md', ino: 9 },
  ])
  expect(ordered).toEqual([{ order: 'content', ino: 8 }])
  busy.delete(7)
  invalidations.answered()
  expect(ordered.slice(1)).toEqual([{ order: 'content', ino: 7 }])
  vi.advanceTimersByTime(1000)
  expect(ordered.slice(2)).toEqual([
    { order: 'entry', parent: 5, name: 'a.md' },
    { order: 'content', ino: 5 },
  ])
})
