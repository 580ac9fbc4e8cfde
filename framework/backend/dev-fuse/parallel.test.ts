import { describe, expect, it } from 'vitest'
import { readInParallel } from './parallel.test-support.ts'
import { unavailable } from './unavailable.ts'

const reason = await unavailable()

describe.skipIf(reason !== undefined)('a hundred readers at once', () => {
  it('read whole versions, never an older one again, while they change', async () => {
    const { reads, changes } = await readInParallel({ milliseconds: 3000 })
    expect(reads).toBeGreaterThan(1000)
    expect(changes).toBeGreaterThan(100)
  })
})
