import { createServer } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { exchange, listen, patient } from './fixtures/loopback.ts'
import { exchangeError, isTransient } from './network-error.ts'
import { createTransport } from './transport.ts'

const transport = createTransport({ allowInsecure: true })

async function failure(url: string) {
  const asked = exchange(url, { headers: { authorization: 'Bearer hunter2' } })
  const thrown = await transport(asked, patient()).catch(error => error)
  return exchangeError(thrown, asked)
}

function withCode(code: string): TypeError {
  return new TypeError('fetch failed', { cause: Object.assign(new Error('below'), { code }) })
}

test('nobody listens', async () => {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise(resolve => server.close(resolve))
  const error = await failure(`http://127.0.0.1:${port}/?key=hunter2`)
  expect(error.message).toBe(
    `http://127.0.0.1:${port} refuses connections: check the address, and whether the tracker runs.`,
  )
})

test('the connection is cut', async () => {
  const { origin } = await listen(request => request.socket.destroy())
  const error = await failure(origin)
  expect(error).toMatchObject({ kind: 'offline', message: `${origin} closed the connection in the middle.` })
  expect(isTransient(error)).toBe(true)
})

test('what listens does not speak HTTP', async () => {
  const server = createServer(socket => socket.end('220 mail.test ESMTP\r\n'))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as { port: number }
  const error = await failure(`http://127.0.0.1:${port}/`)
  expect(error.message).toContain('does not speak HTTP')
})

test.for([
  ['ENOTFOUND', 'offline', 'cannot be resolved', true],
  ['UND_ERR_CONNECT_TIMEOUT', 'offline', 'VPN', true],
  ['EHOSTUNREACH', 'offline', 'no way to', true],
  ['UND_ERR_HEADERS_TIMEOUT', 'deadline', 'brought nothing for 30 s', true],
  ['CERT_HAS_EXPIRED', 'offline', 'NODE_EXTRA_CA_CERTS', false],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'offline', 'https://tracker.test is not trusted', false],
  ['ERR_SOMETHING_NEW', 'offline', 'cannot be reached', true],
] as const)('%s', ([code, kind, words, transient]) => {
  const error = exchangeError(withCode(code), exchange('https://tracker.test/?key=hunter2'))
  expect(error.kind).toBe(kind)
  expect(error.message).toContain(words)
  expect(error.message).not.toContain('hunter2')
  expect(isTransient(error)).toBe(transient)
})

test('anything else is unexpected; after an abort, everything is cancelled', () => {
  const asked = exchange('https://tracker.test/a?key=hunter2')
  expect(exchangeError(new RangeError('hunter2'), asked)).toMatchObject({
    kind: 'unexpected',
    message: 'GET https://tracker.test/a failed in an unexpected way.',
  })
  expect(exchangeError(new RangeError(), asked, AbortSignal.abort())).toMatchObject({ kind: 'cancelled' })
})
