import { describe, it } from 'vitest'
import { whyNoMount } from '../cli/fixtures/mounting.ts'
import { killWhileSaving } from './kills.test-support.ts'
import { trackers } from './trackers.test-support.ts'

const seed = Number(process.env.ISSUEFS_SEED ?? 100)

/** Two hundred kills in all. */
describe.concurrent(`a mount that is killed 25 times while it saves (seed ${seed})`, () => {
  for (const [at, tracker] of Object.values(trackers).entries()) {
    for (const backend of ['dev-fuse', 'fuse-native'] as const)
      it(
        `loses and doubles nothing: ${tracker.name}, ${backend}`,
        { skip: whyNoMount !== undefined, timeout: 1_200_000 },
        () => killWhileSaving({ tracker, backend, kills: 25, seed: seed + at }),
      )
  }
})
