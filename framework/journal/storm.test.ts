import { test } from 'vitest'
import { storm } from './storm.test-support.ts'

test('so does a storm of queued saves', () => storm(40, 4, 'queue'))

test.each([1, 2, 3])('a storm of saves, faults and crashes loses nothing and doubles nothing (seed %i)', seed =>
  storm(40, seed),
)
