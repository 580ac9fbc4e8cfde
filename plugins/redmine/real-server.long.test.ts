import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe } from 'vitest'
import { type Ground, redmineCases } from './cases.test-support.ts'
import { missing } from './real/install.ts'
import { type RealServer, startRealServer } from './real/start.ts'
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
})
