import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { SourceError } from '../source/error.ts'
import { answer, exchange, listen, patient } from './fixtures/loopback.ts'
import { createTransport } from './transport.ts'

const transport = createTransport()

test('carries method, headers and body, and keeps the address', async () => {
  const { origin, requests } = await listen(async (request, response) => {
    const body = await request.reduce((text, piece) => text + piece, '')
    answer(201, { body })(response)
  })
  const asked = exchange(`${origin}/a?b=c`, { method: 'PUT', body: 'text', headers: { 'X-Own': 'yes' } })
  const response = await transport(asked, patient())
  expect(response).toMatchObject({ status: 201, url: `${origin}/a?b=c` })
  expect(await response.json()).toEqual({ body: 'text' })
  expect(requests[0]).toMatchObject({ method: 'PUT', headers: { 'x-own': 'yes', 'user-agent': 'issuefs' } })
})

test('does not follow redirects', async () => {
  const { origin } = await listen((_request, response) => answer(302, {}, { location: '/elsewhere' })(response))
  expect((await transport(exchange(origin), patient())).status).toBe(302)
})

test('headers that do not come are a deadline', async () => {
  const { origin } = await listen(() => {})
  const failed = transport(exchange(`${origin}/a?key=hunter2`, { timeout: 40 }), patient())
  await expect(failed).rejects.toMatchObject({
    kind: 'deadline',
    message: `GET ${origin}/a brought nothing for 0.04 s.`,
  })
})

test('a body that stalls is a deadline, one that is slow but steady is not', async () => {
  const broken: SourceError[] = []
  const watched = createTransport({ onBroken: (_exchange, error) => broken.push(error) })
  const { origin } = await listen(async (request, response) => {
    response.write('a')
    if (request.url === '/stalls') return
    for (let index = 0; index < 8; index++) {
      await wait(50)
      response.write('a')
    }
    response.end()
  })
  const slow = await watched(exchange(origin, { timeout: 300 }), patient())
  expect(await slow.text()).toBe('aaaaaaaaa')
  const stalled = await watched(exchange(`${origin}/stalls`, { timeout: 150 }), patient())
  await expect(stalled.text()).rejects.toMatchObject({ name: 'SourceError', kind: 'deadline' })
  expect(broken).toMatchObject([{ kind: 'deadline' }])
})

test('a reader may take its time', async () => {
  const size = 4_000_000
  const { origin } = await listen((_request, response) => response.end(Buffer.alloc(size)))
  const response = await transport(exchange(origin, { timeout: 150 }), patient())
  await wait(400)
  expect((await response.arrayBuffer()).byteLength).toBe(size)
})

test('a body that is cut is a SourceError', async () => {
  const { origin } = await listen((_request, response) => {
    response.writeHead(200, { 'content-length': '100' })
    response.write('a', () => response.destroy())
  })
  const response = await transport(exchange(origin), patient())
  await expect(response.text()).rejects.toMatchObject({ kind: 'offline' })
})

test('an abort ends the request before and after its headers', async () => {
  const { origin } = await listen((request, response) => {
    if (request.url === '/body') response.write('a')
  })
  const before = new AbortController()
  const waiting = transport(exchange(origin), { ...patient(), signal: before.signal })
  before.abort()
  await expect(waiting).rejects.toMatchObject({ kind: 'cancelled' })
  const after = new AbortController()
  const response = await transport(exchange(`${origin}/body`), { ...patient(), signal: after.signal })
  after.abort()
  await expect(response.text()).rejects.toMatchObject({ kind: 'cancelled' })
  await expect(transport(exchange(origin), { ...patient(), signal: after.signal })).rejects.toMatchObject({
    kind: 'cancelled',
  })
})

test('a body may be left in the middle', async () => {
  const broken: SourceError[] = []
  const { origin } = await listen((_request, response) => response.write('a'))
  const watched = createTransport({ onBroken: (_exchange, error) => broken.push(error) })
  const response = await watched(exchange(origin), patient())
  await response.body?.cancel()
  await wait(5)
  expect(broken).toEqual([])
})

test('plain http stays on this machine unless it is allowed', async () => {
  const failed = transport(exchange('http://tracker.test/a?key=hunter2'), patient())
  await expect(failed).rejects.toMatchObject({ kind: 'invalid', message: expect.stringContaining('allowInsecure') })
  await expect(failed).rejects.not.toThrow('hunter2')
  await expect(transport(exchange('http://127.0.0.1.evil.test/'), patient())).rejects.toMatchObject({ kind: 'invalid' })
  await expect(transport(exchange('file:///etc/passwd'), patient())).rejects.toMatchObject({ kind: 'invalid' })
  const allowed = createTransport({ allowInsecure: true })
  await expect(allowed(exchange('http://tracker.invalid/'), patient())).rejects.toThrow('fetch failed')
})
