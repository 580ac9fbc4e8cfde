import { expect, test } from 'vitest'
import { createOwnWrites } from './own-writes.ts'

const minute = 60_000

test('what we have written counts for some minutes, whatever becomes of the clock', () => {
  let now = 1000 * minute
  const writes = createOwnWrites(() => now)
  writes.remember('issues', '1', 7)
  now += 4 * minute
  expect(writes.of('issues', '1')).toBe(7)
  now += 2 * minute
  expect(writes.of('issues', '1')).toBeUndefined()
  writes.remember('issues', '2', 8)
  now -= 100 * minute
  expect(writes.of('issues', '2')).toBeUndefined()
})
