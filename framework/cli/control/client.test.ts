import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { connectTo } from './client.ts'
import { type Handlers, serveControl } from './server.ts'

function runningAt(): Parameters<typeof connectTo>[0] {
  const folder = mkdtempSync(join(tmpdir(), 'issuefs-control-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return { folder: '/m', cacheFolder: '/c', pid: 1, socket: join(folder, 'a.sock'), label: 'x', backend: 'dev-fuse' }
}

test('a mount whose process hangs is said to, though the system takes the connection', async () => {
  const running = runningAt()
  const server = createServer(() => {})
  await new Promise<void>(resolve => server.listen(running.socket, resolve))
  onTestFinished(() => void server.close())
  await expect(connectTo(running, 100)).rejects.toThrow(
    'The issuefs at "/m" (process 1) does not answer; "issuefs unmount /m" takes it away.',
  )
})

test('a mount that answers may take its time for what it is asked', async () => {
  const running = runningAt()
  const handlers = {
    hello: async () => null,
    status: () => new Promise(resolve => setTimeout(() => resolve('late'), 300)),
  } as unknown as Handlers
  const stop = await serveControl(running.socket, handlers)
  onTestFinished(stop)
  const client = await connectTo(running, 100)
  expect(await client.ask('status', {})).toBe('late')
  client.close()
})

test('a mount of a version that knows no greeting is there all the same', async () => {
  const running = runningAt()
  const stop = await serveControl(running.socket, { status: async () => 'old' } as unknown as Handlers)
  onTestFinished(stop)
  const client = await connectTo(running)
  expect(await client.ask('status', {})).toBe('old')
  client.close()
})
