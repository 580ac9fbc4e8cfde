import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { isAlive } from './is-alive.ts'

test('this process is alive, one that has ended is not', async () => {
  expect(isAlive(process.pid)).toBe(true)
  const child = spawn('true')
  await once(child, 'exit')
  expect(isAlive(child.pid!)).toBe(false)
})

test.skipIf(process.platform !== 'linux')(
  'one that has ended and is not buried yet is dead (skipped but on Linux)',
  async () => {
    const child = spawn('sh', ['-c', 'sleep 0 & echo $!; exec sleep 5'], { stdio: ['ignore', 'pipe', 'ignore'] })
    try {
      const [said] = (await once(child.stdout, 'data')) as [Buffer]
      const zombie = Number(String(said).trim())
      await expect.poll(() => isAlive(zombie)).toBe(false)
      expect(process.kill(zombie, 0)).toBe(true)
    } finally {
      child.kill('SIGKILL')
    }
  },
)
