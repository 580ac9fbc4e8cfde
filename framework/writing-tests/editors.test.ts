import { describe } from 'vitest'
import { testEditors } from './editors.test-support.ts'
import { programs } from './programs.test-support.ts'
import { trackers } from './trackers.test-support.ts'

/** Each program with one tracker; `editors.long.test.ts` has all with all. */
describe.concurrent('real programs save', () => {
  for (const [at, tracker] of Object.values(trackers).entries())
    testEditors(
      tracker,
      at % 2 === 0 ? 'fuse-native' : 'dev-fuse',
      programs.filter((_, place) => place % 4 === at),
    )
})
