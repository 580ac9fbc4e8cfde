import { it } from 'vitest'
import { killAtRandom } from '../testkit/kills.test-support.ts'

it('a host that is killed at random moments goes on where it was', { timeout: 120_000 }, () => killAtRandom(6, 1))
