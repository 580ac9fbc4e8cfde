import { expect, test } from 'vitest'
import { crashAt, scenarios } from './crashes.test-support.ts'

test.each(scenarios)(
  '$name: a process that dies at any step loses nothing and doubles nothing',
  async scenario => {
    for (let step = 0; ; step++) {
      const crash = await crashAt(scenario, step)
      const where = `step ${step}, ${crash.at}`
      expect(crash.left, where).toEqual([])
      // Nothing was written down, and nobody was told so.
      if (crash.at === 'append') expect(crash, where).toMatchObject({ told: false, applied: 0 })
      else expect(crash.applied, where).toBe(1)
      if (!crash.died) break
    }
  },
  60_000,
)
