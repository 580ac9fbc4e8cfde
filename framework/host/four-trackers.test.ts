import { it } from 'vitest'
import { soak } from './four-trackers.test-support.ts'

it('four faulty trackers in one tree: no wrong byte, every change arrives', { timeout: 120_000 }, () => soak(8000, 1))
