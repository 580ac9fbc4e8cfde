import { describe, it } from 'vitest'
import { mountForReal } from '../../testkit/real-mount.ts'
import { testBackend } from '../../testkit/test-backend.ts'
import { unavailable } from './unavailable.ts'

const reason = await unavailable()

if (reason) describe('dev-fuse', () => it('runs the kit', context => context.skip(reason)))
else
  testBackend({
    name: 'dev-fuse',
    skip: [
      {
        reason: 'On a read-only mount the kernel opens files by itself: what is read later is of the new version.',
        cases: ['an open file keeps its bytes while the document changes, and the next open sees the new ones'],
      },
    ],
    attach: plan => mountForReal('dev-fuse', plan),
  })
