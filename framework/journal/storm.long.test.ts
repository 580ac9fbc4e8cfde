import { test } from 'vitest'
import { storm } from './storm.test-support.ts'

test.each(Array.from({ length: 12 }, (_, at) => 101 + at))(
  'a long storm of saves, faults and crashes loses nothing and doubles nothing (seed %i)',
  seed => storm(150, seed, seed % 3 === 0 ? 'queue' : 'wait'),
)
