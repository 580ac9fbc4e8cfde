import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { isRoot } from '../unmount.ts'
import { unavailable } from './unavailable.ts'
import { serveStuck } from './watched.test-support.ts'

const reason = (await unavailable()) ?? (isRoot() ? undefined : 'Without fusectl only root may abort a connection.')

it.skipIf(reason !== undefined)('a process that aborts while it waits in the kernel is not waited for', async () => {
  const { served, reader } = await serveStuck()
  try {
    await promisify(execFile)('prlimit', ['--core=0:0', '--pid', String(served.child.pid)])
    const ended = Promise.all([once(reader, 'exit'), once(served.child, 'exit')])
    const before = performance.now()
    served.child.kill('SIGABRT')
    expect(await ended).toEqual([
      [1, null],
      [null, 'SIGABRT'],
    ])
    expect(performance.now() - before).toBeLessThan(10_000)
  } finally {
    await served.leave()
  }
})
