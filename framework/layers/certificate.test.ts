import { execFileSync, spawnSync } from 'node:child_process'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { createCalls } from './stack.ts'
import { createTrace } from './trace.ts'

/** Many machines have it, and the rest skip. */
const openssl = 'openssl'
const whyNone = spawnSync(openssl, ['version']).error && 'there is no openssl to make a certificate'

/** A certificate and its key that nobody has signed. */
function unsigned(): string {
  const words =
    'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost -keyout -'
  return execFileSync(openssl, words.split(' '), { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
}

test.skipIf(whyNone)('a tracker whose certificate nobody has signed gets no request (needs openssl)', async () => {
  const pem = unsigned()
  let asked = 0
  const server = createServer({ cert: pem, key: pem }, (_request, response) => {
    asked++
    response.end()
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const url = `https://localhost:${(server.address() as AddressInfo).port}/`
  for (const allowInsecure of [false, true]) {
    const calls = createCalls({ limits: [], trace: createTrace(), allowInsecure })
    const call = calls.call({ signal: new AbortController().signal, priority: 'waiting' })
    await expect(call.fetch(url)).rejects.toMatchObject({
      kind: 'offline',
      message: expect.stringContaining('is not trusted'),
    })
  }
  expect(asked).toBe(0)
})
