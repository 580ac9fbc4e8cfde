import { describe, it } from 'vitest'
import { mountForReal } from '../../testkit/real-mount.ts'
import { testBackend } from '../../testkit/test-backend.ts'
import { unavailable } from './unavailable.ts'

const reason = await unavailable()

if (reason) describe('dev-fuse', () => it('runs the kit', context => context.skip(reason)))
else
  testBackend({
    name: 'dev-fuse',
    attach: plan => mountForReal('dev-fuse', plan),
  })
