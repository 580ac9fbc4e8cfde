import { it } from 'vitest'
import { soak } from './four-trackers.test-support.ts'

it('four faulty trackers in one tree, for five minutes', { timeout: 600_000 }, () => soak(300_000, 2))
