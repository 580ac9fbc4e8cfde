import { it } from 'vitest'
import { killAtRandom } from '../testkit/kills.test-support.ts'

it.each([11, 12])('a host that is killed fifty times goes on where it was (seed %i)', { timeout: 600_000 }, seed =>
  killAtRandom(50, seed),
)
