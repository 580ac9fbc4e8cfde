import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Node } from '../../store/contract.ts'
import type { NodeReader } from '../../store/nodes.ts'
import { createInvalidations, ordersOf } from './invalidations.ts'
import type { Order } from './messages.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const nodeOf = (ino: number): Node =>
  ({ ino, parent: 5, name: `${ino}.md`, kind: 'document', document: ino * 10 }) as Node
const nodes = { node: nodeOf } as unknown as NodeReader

test('names that come and go take the listing of their folder along, once', () => {
  expect(
    ordersOf(
      [
        { what: 'appeared', parent: 5, name: 'a.md', ino: 7 },
        { what: 'disappeared', parent: 5, name: 'b.md', ino: 8 },
        { what: 'attributes', ino: 9 },
        { what: 'content', ino: 9 },
      ],
      nodes,
    ),
  ).toEqual([
    { order: 'entry', parent: 5, name: 'a.md' },
    { order: 'delete', parent: 5, name: 'b.md', ino: 8 },
    { order: 'attributes', ino: 9, version: 90 },
    { order: 'entry', parent: 5, name: '9.md' },
    { order: 'content', ino: 5, version: 0 },
  ])
})

test('what has moved is not deleted', () => {
  expect(
    ordersOf(
      [
        { what: 'disappeared', parent: 5, name: 'a.md', ino: 7 },
        { what: 'appeared', parent: 6, name: 'a.md', ino: 7 },
      ],
      nodes,
    )[0],
  ).toEqual({ order: 'entry', parent: 5, name: 'a.md' })
})

test('first the answer, then the notification; where it is long in coming, another way', () => {
  const busy = new Set([5])
  const ordered: Order[] = []
  const invalidations = createInvalidations({
    nodes,
    isBusy: ino => busy.has(ino),
    forgetsNames: () => true,
    order: each => ordered.push(each),
  })
  invalidations.pass([
    { what: 'content', ino: 7 },
    { what: 'attributes', ino: 8 },
  ])
  expect(ordered).toEqual([{ order: 'attributes', ino: 8, version: 80 }])
  vi.advanceTimersByTime(500)
  expect(ordered.slice(1)).toEqual([{ order: 'everything' }])
  busy.delete(5)
  invalidations.answered()
  expect(ordered.slice(2)).toEqual([{ order: 'entry', parent: 5, name: '7.md' }])
})
