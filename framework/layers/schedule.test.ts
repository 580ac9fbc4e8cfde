import { expect, test } from 'vitest'
import type { RateLimit } from '../source/limits.ts'
import type { Fetcher } from './fetcher.ts'
import { exchange, patient } from './fixtures/loopback.ts'
import { createVirtualClock } from './fixtures/virtual-clock.ts'
import { createSchedule } from './schedule.ts'

const url = 'https://tracker.test/'

function scheduled(limits: readonly RateLimit[], next: Fetcher) {
  const clock = createVirtualClock()
  const waits: number[] = []
  const schedule = createSchedule({ limits, clock, longestWait: 60_000, onWaited: wait => waits.push(wait) })
  return { clock, waits, schedule, fetcher: schedule.layer(next) }
}

function refusedOnce(headers: Record<string, string>, status = 429): Fetcher {
  let asked = 0
  return async () => (asked++ === 0 ? new Response(null, { status, headers }) : new Response())
}

test('never more at once than the concurrency allows', async () => {
  let active = 0
  let most = 0
  const { clock, fetcher, schedule } = scheduled([{ name: 'rest', rate: 1000, concurrency: 3 }], async () => {
    most = Math.max(most, ++active)
    await clock.sleep(5)
    active--
    return new Response()
  })
  const all = Array.from({ length: 20 }, () => fetcher(exchange(url), patient()))
  expect(schedule.states()).toMatchObject([{ name: 'rest', active: 3, waiting: 17, paused: 0 }])
  await Promise.all(all)
  expect(most).toBe(3)
})

test('a refusal with Retry-After holds everybody back, and then goes on at the rate', async () => {
  const { clock, fetcher, waits } = scheduled([{ name: 'rest', rate: 10 }], refusedOnce({ 'retry-after': '3' }))
  expect((await fetcher(exchange(url), patient())).status).toBe(429)
  await Promise.all([1, 2, 3].map(() => fetcher(exchange(url), patient())))
  expect(clock.elapsed()).toBe(3200)
  expect(waits).toEqual([0, 3000, 3100, 3200])
})

test('an answer that says nothing remains holds everybody back too', async () => {
  const headers = { 'x-ratelimit-remaining': '0', 'ratelimit-reset': '20' }
  const { clock, fetcher, schedule } = scheduled([], refusedOnce(headers, 200))
  await fetcher(exchange(url), patient())
  expect(schedule.states()).toMatchObject([{ name: 'default', paused: 20_000 }])
  await fetcher(exchange(url), patient())
  expect(clock.elapsed()).toBe(20_000)
})

test('a refusal without a time is a second of rest', async () => {
  const { clock, fetcher } = scheduled([], refusedOnce({}))
  await fetcher(exchange(url), patient())
  await fetcher(exchange(url), patient())
  expect(clock.elapsed()).toBe(1000)
})

test('nobody waits for more than a minute: what would is rate-limited at once', async () => {
  let asked = 0
  const { clock, fetcher } = scheduled([{ name: 'rest', rate: 10, concurrency: 1 }], async () => {
    asked++
    await clock.sleep(1)
    return new Response(null, { status: 429, headers: { 'retry-after': '3600' } })
  })
  const [first, queued] = await Promise.allSettled([1, 2].map(() => fetcher(exchange(url), patient())))
  expect(first).toMatchObject({ status: 'fulfilled' })
  expect(queued).toMatchObject({ status: 'rejected', reason: { kind: 'rate-limited', retryAfter: 3_600_000 } })
  await expect(fetcher(exchange(url), patient())).rejects.toThrow('try again in 3600 s')
  expect(asked).toBe(1)
})

test('limits do not hold each other back; an unknown one is refused', async () => {
  const limits = [
    { name: 'rest', rate: 10 },
    { name: 'search', rate: 1 },
  ]
  const { clock, fetcher } = scheduled(limits, refusedOnce({ 'retry-after': '30' }))
  await fetcher(exchange(url, { limit: 'search' }), patient())
  await fetcher(exchange(url), patient())
  expect(clock.elapsed()).toBe(0)
  await expect(fetcher(exchange(url, { limit: 'none' }), patient())).rejects.toMatchObject({ kind: 'invalid' })
})

test('what costs nothing takes no token and says nothing about the limit', async () => {
  const { fetcher, schedule } = scheduled([{ name: 'rest', rate: 10 }], refusedOnce({ 'retry-after': '30' }))
  await fetcher({ ...exchange(url), cost: 0 }, patient())
  expect(schedule.states()).toMatchObject([{ tokens: 10, paused: 0 }])
})

test('a limit that would let nothing through is refused', () => {
  expect(() => scheduled([{ name: 'rest', rate: 0 }], async () => new Response())).toThrow('nothing through')
})
