import { expect, it } from 'vitest'
import { coldLoad } from './reading.test-support.ts'

it('loads 10,000 Cloud issues with at most 110 requests and one for each truncated one', async () => {
  const counts = await coldLoad(10_000)
  expect(counts.loaded).toBe(10_000)
  expect(counts.requests).toBeLessThanOrEqual(110 + counts.truncated)
})
