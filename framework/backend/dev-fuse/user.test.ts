import { expect, it } from 'vitest'
import { testAsUser, whyNotAsUser } from './as-user.test-support.ts'

it('an ordinary user mounts with dev-fuse', { timeout: 120_000 }, async context => {
  const reason = await whyNotAsUser()
  context.skip(reason !== undefined, reason)
  const said = await testAsUser('dev-fuse/mount')
  expect(said).toMatch(/Tests\s+\d+ passed/)
})
