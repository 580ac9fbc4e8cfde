import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Ground } from './cases/ground.test-support.ts'
import { redmineCases } from './cases.test-support.ts'
import { missing } from './real/install.ts'
import { formatTextile, type RealServer, startRealServer } from './real/start.ts'
import { saysTheSame, writtenSamples } from './textile/write/judge.test-support.ts'
import { writeCases } from './write/cases.test-support.ts'

/** Installing takes a minute or two the first time. */
const INSTALLING = 600_000

const reason = await missing()

describe.skipIf(reason !== undefined)(`Redmine itself${reason === undefined ? '' : ` (skipped: ${reason})`}`, () => {
  let server: RealServer | undefined
  let ground: Ground
  beforeAll(async () => {
    server = await startRealServer()
    ground = { ...server, wait: milliseconds => setTimeout(milliseconds) }
  }, INSTALLING)
  afterAll(() => server?.close())

  redmineCases(() => ground)
  writeCases(() => ground)

  it('shows written Textile as it was meant', async () => {
    const { samples, refused } = writtenSamples(1500)
    const shown = await formatTextile(samples.map(({ textile }) => textile))
    const wrong = samples.filter((sample, at) => !saysTheSame(sample, shown[at] ?? ''))
    expect(wrong).toEqual([])
    expect(refused).toBeLessThan(samples.length / 5)
  })
})
