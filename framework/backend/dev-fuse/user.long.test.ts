import { expect, it } from 'vitest'
import { testAsUser, whyNotAsUser } from './as-user.test-support.ts'

it('dev-fuse as an ordinary user passes the kit and its own tests', { timeout: 500_000 }, async context => {
  const reason = await whyNotAsUser()
  context.skip(reason !== undefined, reason)
  const said = await testAsUser(
    'dev-fuse/mount',
    'dev-fuse/kit',
    'dev-fuse/remount',
    'dev-fuse/watchdog',
    'dev-fuse/writing',
    'stale-mount',
  )
  expect(said).toMatch(/Tests\s+\d+ passed/)
})
