import { describe, it } from 'vitest'
import { whyNoMount } from '../cli/fixtures/mounting.ts'
import { killWhileSaving } from './kills.test-support.ts'
import { trackers } from './trackers.test-support.ts'

const seed = Number(process.env.ISSUEFS_SEED ?? 1)

describe.concurrent(`a mount that is killed five times while it saves (seed ${seed})`, () => {
  for (const [at, tracker] of Object.values(trackers).entries()) {
    const backend = at % 2 === 0 ? 'fuse-native' : 'dev-fuse'
    it(
      `loses and doubles nothing: ${tracker.name}, ${backend}`,
      { skip: whyNoMount !== undefined, timeout: 240_000 },
      () => killWhileSaving({ tracker, backend, kills: 5, seed: seed + at }),
    )
  }
})
