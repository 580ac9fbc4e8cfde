import fc from 'fast-check'
import { expect, test } from 'vitest'
import { backOff, defaultPolicy, longestBackOff, pollInterval } from './freshness.ts'

const minute = 60_000
const hour = 60 * minute
const now = 1_000_000_000_000

test('seconds for what is busy, minutes for what is quiet, an hour for what sleeps', () => {
  const after = (quiet: number): number => pollInterval(defaultPolicy, now, now - quiet, 0)
  expect(after(0)).toBe(10_000)
  expect(after(minute)).toBe(10_000)
  expect(after(20 * minute)).toBe(2 * minute)
  expect(after(24 * hour)).toBe(hour)
  expect(pollInterval(defaultPolicy, now, 0, now - 20 * minute)).toBe(2 * minute)
})

test('an interval is always between the shortest and the longest, also when clocks go back', () => {
  fc.assert(
    fc.property(fc.integer({ min: -hour, max: 1000 * hour }), fc.integer({ min: -hour, max: 1000 * hour }), (a, b) => {
      const interval = pollInterval(defaultPolicy, now, now - a, now - b)
      expect(interval).toBeGreaterThanOrEqual(defaultPolicy.shortest)
      expect(interval).toBeLessThanOrEqual(defaultPolicy.longest)
    }),
  )
})

test('what fails is left alone for ever longer, at least as long as the tracker asks', () => {
  expect([1, 2, 3, 20].map(failures => backOff(failures, undefined))).toEqual([1000, 2000, 4000, 600_000])
  expect(backOff(1, 30_000)).toBe(30_000)
  expect(backOff(20, 30_000)).toBe(600_000)
  expect(backOff(1, 1e11)).toBe(longestBackOff)
})
