import { expect, test } from 'vitest'
import type { Priority } from '../source/call.ts'
import { createBucket } from './bucket.ts'
import { createVirtualClock } from './fixtures/virtual-clock.ts'
import { createQueue } from './queue.ts'

function oneAtATime() {
  const clock = createVirtualClock()
  const limit = { name: 'all', rate: 1000, burst: 1000, concurrency: 1 }
  const bucket = createBucket(limit.rate, limit.burst, clock)
  const queue = createQueue({ limit, bucket, clock, refuse: () => undefined })
  const order: string[] = []
  async function visit(name: string, context: { readonly priority: Priority; readonly signal?: AbortSignal }) {
    const signal = context.signal ?? new AbortController().signal
    const leave = await queue.enter(1, {
      signal,
      get priority() {
        return context.priority
      },
    })
    order.push(name)
    await clock.sleep(1)
    leave()
  }
  return { queue, order, visit }
}

test('the more urgent goes first, the older of equals before the others', async () => {
  const { order, visit } = oneAtATime()
  const priorities: Priority[] = ['prefetch', 'refresh', 'listing', 'save', 'waiting']
  await Promise.all([
    visit('first', { priority: 'prefetch' }),
    ...priorities.map(priority => visit(priority, { priority })),
    visit('also waiting', { priority: 'waiting' }),
  ])
  expect(order).toEqual(['first', 'waiting', 'also waiting', 'save', 'listing', 'refresh', 'prefetch'])
})

test('a priority that rises while it waits counts', async () => {
  const { order, visit } = oneAtATime()
  const rising: { priority: Priority } = { priority: 'prefetch' }
  const all = [
    visit('first', { priority: 'save' }),
    visit('second', { priority: 'save' }),
    visit('third', { priority: 'listing' }),
    visit('risen', rising),
  ]
  rising.priority = 'waiting'
  await Promise.all(all)
  expect(order).toEqual(['first', 'risen', 'second', 'third'])
})

test('every eighth turn goes to the one that has waited longest', async () => {
  const { order, visit } = oneAtATime()
  const first = visit('first', { priority: 'waiting' })
  const low = visit('low', { priority: 'prefetch' })
  const rest = Array.from({ length: 30 }, (_, index) => visit(`${index}`, { priority: 'waiting' }))
  await Promise.all([first, low, ...rest])
  expect(order.indexOf('low')).toBe(7)
})

test('who gives up leaves the queue', async () => {
  const { queue, order, visit } = oneAtATime()
  const abort = new AbortController()
  const first = visit('first', { priority: 'save' })
  const leaving = visit('leaving', { priority: 'waiting', signal: abort.signal })
  const last = visit('last', { priority: 'prefetch' })
  expect(queue.waiting).toBe(2)
  abort.abort()
  await expect(leaving).rejects.toMatchObject({ kind: 'cancelled' })
  expect(queue.waiting).toBe(1)
  await Promise.all([first, last])
  expect(order).toEqual(['first', 'last'])
  expect(queue).toMatchObject({ active: 0, waiting: 0 })
})

test('what waits for many tokens keeps nobody waiting that is more urgent and needs few', async () => {
  const clock = createVirtualClock()
  const limit = { name: 'all', rate: 1, burst: 10, concurrency: 4 }
  const bucket = createBucket(limit.rate, limit.burst, clock)
  const queue = createQueue({ limit, bucket, clock, refuse: () => undefined })
  const { signal } = new AbortController()
  bucket.take(10)
  const times: Record<string, number> = {}
  const enter = async (priority: Priority, cost: number): Promise<void> => {
    const leave = await queue.enter(cost, { signal, priority })
    times[priority] = clock.elapsed()
    leave()
  }
  const begin = clock.elapsed()
  await Promise.all([enter('refresh', 8), enter('waiting', 1)])
  expect(times.waiting! - begin).toBe(1000)
})
