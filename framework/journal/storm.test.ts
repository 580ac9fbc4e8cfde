import { test } from 'vitest'
import { storm } from './storm.test-support.ts'

test.each([1, 2, 3])('a storm of saves, faults and crashes loses nothing and doubles nothing (seed %i)', seed =>
  storm(40, seed),
)
