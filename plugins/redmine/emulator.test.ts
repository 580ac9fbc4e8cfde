import { afterAll, beforeAll, describe } from 'vitest'
import type { Ground } from './cases/ground.test-support.ts'
import { redmineCases } from './cases.test-support.ts'
import { JANE_KEY } from './emulator/data/vocabulary.ts'
import { type RedmineEmulator, startEmulator } from './emulator/index.ts'

describe('the emulator', () => {
  let emulator: RedmineEmulator
  let ground: Ground
  beforeAll(async () => {
    emulator = await startEmulator({ issues: 0, token: 'admin-key' })
    ground = {
      url: emulator.url,
      adminKey: 'admin-key',
      janeKey: JANE_KEY,
      query: '1',
      grouped: '2',
      wait: async milliseconds => emulator.advance(milliseconds),
    }
  })
  afterAll(() => emulator.close())

  redmineCases(() => ground)
})
