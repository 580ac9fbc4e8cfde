import { expect, test } from 'vitest'
import { createBucket } from './bucket.ts'
import { createVirtualClock } from './fixtures/virtual-clock.ts'

test('gives its burst at once, then the rate', async () => {
  const clock = createVirtualClock()
  const bucket = createBucket(10, 2, clock)
  bucket.take(1)
  bucket.take(1)
  expect(bucket.waitFor(1)).toBe(100)
  await clock.sleep(50)
  expect(bucket.waitFor(1)).toBe(50)
  await clock.sleep(10_000)
  expect(bucket.tokens()).toBe(2)
})

test('what costs more than it holds waits for a full bucket and leaves a debt', () => {
  const bucket = createBucket(10, 2, createVirtualClock())
  expect(bucket.waitFor(5)).toBe(0)
  bucket.take(5)
  expect(bucket.tokens()).toBe(-3)
  expect(bucket.waitFor(1)).toBe(400)
})

test('goes on with one token after a pause; a shorter pause does not end a longer one', async () => {
  const clock = createVirtualClock()
  const bucket = createBucket(10, 5, clock)
  bucket.pause(2000)
  bucket.pause(500)
  expect(bucket.waitFor(1)).toBe(2000)
  await clock.sleep(2000)
  expect(bucket.waitFor(1)).toBe(0)
  expect(bucket.tokens()).toBe(1)
})
