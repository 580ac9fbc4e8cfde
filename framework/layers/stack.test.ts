import { inspect } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import type { Priority } from '../source/call.ts'
import type { RateLimit } from '../source/limits.ts'
import { answer, listen, listenInTurn, patient } from './fixtures/loopback.ts'
import { createVirtualClock } from './fixtures/virtual-clock.ts'
import { createCalls } from './stack.ts'
import { createTrace } from './trace.ts'

function stack(limits: readonly RateLimit[] = []) {
  const clock = createVirtualClock()
  const trace = createTrace({ clock })
  const calls = createCalls({ limits, trace, clock, random: () => 1 })
  return { clock, trace, calls, fetch: calls.call(patient()).fetch }
}

test('gives what is below 400 or accepted, throws the rest', async () => {
  const { fetch } = stack()
  const answers = [answer(200, { ok: true }), answer(404), answer(418), answer(404, { message: 'No issue A-1' })]
  const { origin } = await listenInTurn(...answers)
  expect(await (await fetch(origin)).json()).toEqual({ ok: true })
  expect((await fetch(origin, { accept: [404] })).status).toBe(404)
  expect((await fetch(origin, { accept: 'any' })).status).toBe(418)
  await expect(fetch(`${origin}/A-1?fields=all`)).rejects.toMatchObject({
    kind: 'not-found',
    status: 404,
    message: `GET ${origin}/A-1 answered 404: No issue A-1. It does not exist, or the account may not see it.`,
  })
})

test('waits as long as Retry-After says, and everybody else with it', async () => {
  const { clock, fetch, trace } = stack()
  const { origin } = await listenInTurn(answer(429, {}, { 'retry-after': '5' }), answer(200))
  await fetch(origin, { method: 'POST', body: '{}' })
  expect(clock.elapsed()).toBeGreaterThanOrEqual(5000)
  expect(clock.elapsed()).toBeLessThan(6000)
  expect(trace.snapshot()).toMatchObject({ requests: 2, retried: 1, failed: { 'rate-limited': 1 } })
})

test('a wait of more than a minute is an error that says how long', async () => {
  const { clock, fetch } = stack()
  const { origin, requests } = await listenInTurn(answer(429, {}, { 'retry-after': '600' }))
  await expect(fetch(origin)).rejects.toMatchObject({ kind: 'rate-limited', status: 429, retryAfter: 600_000 })
  await expect(fetch(origin)).rejects.toMatchObject({ kind: 'rate-limited', retryAfter: 600_000 })
  expect(requests).toHaveLength(1)
  expect(clock.elapsed()).toBe(0)
})

test('a POST is never sent twice after 500 or a cut connection; a GET is', async () => {
  const { fetch } = stack()
  const post = { method: 'POST', body: '{}' }
  const failing = await listenInTurn(answer(500))
  await expect(fetch(failing.origin, post)).rejects.toMatchObject({ kind: 'unexpected', status: 500 })
  expect(failing.requests).toHaveLength(1)
  const cut = await listen(request => request.socket.destroy())
  await expect(fetch(cut.origin, post)).rejects.toMatchObject({ kind: 'offline' })
  expect(cut.requests).toHaveLength(1)
  await expect(fetch(cut.origin)).rejects.toMatchObject({ kind: 'offline' })
  expect(cut.requests).toHaveLength(6)
  const kept = await listenInTurn(answer(200), response => response.destroy())
  await (await fetch(kept.origin)).text()
  await expect(fetch(kept.origin, post)).rejects.toMatchObject({ kind: 'offline' })
  expect(kept.requests.map(({ method }) => method)).toEqual(['GET', 'POST'])
})

test('100 calls at 50 a second with a burst of 10 take 1.8 seconds', async () => {
  const { clock, fetch, calls, trace } = stack([{ name: 'rest', rate: 50, burst: 10, concurrency: 20 }])
  const { origin, requests } = await listenInTurn(answer(200))
  await Promise.all(Array.from({ length: 100 }, async () => (await fetch(origin)).json()))
  expect(requests).toHaveLength(100)
  expect(clock.elapsed()).toBe(1800)
  expect(trace.snapshot().waited).toBeGreaterThan(0)
  expect(calls.limits()).toEqual([
    { name: 'rest', rate: 50, burst: 10, concurrency: 20, tokens: 0, active: 0, waiting: 0, paused: 0 },
  ])
})

test('what a program waits for overtakes what is done ahead', async () => {
  const { calls } = stack([{ name: 'rest', rate: 1000, concurrency: 1 }])
  const { origin, requests } = await listenInTurn(answer(200))
  const ask = async (path: string, priority: Priority) => {
    await (await calls.call(patient(priority)).fetch(`${origin}${path}`)).json()
  }
  await Promise.all([ask('/1', 'prefetch'), ask('/2', 'prefetch'), ask('/3', 'prefetch'), ask('/now', 'waiting')])
  expect(requests.map(({ url }) => url)).toEqual(['/1', '/now', '/2', '/3'])
})

test('a redirect to another origin is followed without the credentials, and counted', async () => {
  const { fetch, trace } = stack()
  const store = await listenInTurn(answer(200, 'bytes'))
  const { origin } = await listenInTurn(answer(302, {}, { location: `${store.origin}/file?signature=abc` }))
  const response = await fetch(`${origin}/attachment`, { headers: { Authorization: 'Bearer hunter2' } })
  expect(await response.json()).toBe('bytes')
  expect(store.requests[0]?.headers).not.toHaveProperty('authorization')
  expect(trace.snapshot()).toMatchObject({ requests: 2, retried: 0 })
})

test('no secret comes into an error or the trace', async () => {
  const { fetch, trace } = stack()
  const init = { headers: { Authorization: 'Bearer hunter2', 'x-api-key': 'hunter2' }, accept: [] }
  const echo = await listen((request, response) => {
    answer(400, { message: `${request.headers.authorization} ${request.url}` })(response)
  })
  const cut = await listen(request => request.socket.destroy())
  const halved = await listen((_request, response) => {
    response.writeHead(200, { 'content-length': '100' })
    response.write('a', () => response.destroy())
  })
  const failures = await Promise.allSettled([
    fetch(`${echo.origin}/?api_key=hunter2`, init),
    fetch(`${cut.origin}/?api_key=hunter2`, init),
    fetch(`${halved.origin}/?api_key=hunter2`, init).then(response => response.text()),
    fetch(`http://tracker.test/?api_key=hunter2`, init),
    fetch(`https://me:hunter2@tracker.test/`, init),
    fetch(echo.origin, { headers: { authorization: 'hunter2\0' } }),
  ])
  expect(failures.map(failure => failure.status === 'rejected' && failure.reason.kind)).toEqual([
    'invalid',
    'offline',
    'offline',
    'invalid',
    'invalid',
    'invalid',
  ])
  expect(inspect(failures, { depth: 10, showHidden: true })).not.toContain('hunter2')
  expect(JSON.stringify(trace.snapshot())).not.toContain('hunter2')
})

test('an abort ends waiting, sleeping and asking, and leaves nothing behind', async () => {
  const warnings: Error[] = []
  const collect = (warning: Error): void => void warnings.push(warning)
  process.on('warning', collect)
  onTestFinished(() => void process.off('warning', collect))
  const { calls } = stack([{ name: 'rest', rate: 1000, concurrency: 5 }])
  const { origin } = await listen(() => {})
  const abort = new AbortController()
  const { fetch } = calls.call({ signal: abort.signal, priority: 'listing' })
  const all = Promise.allSettled(Array.from({ length: 50 }, () => fetch(origin)))
  await expect.poll(() => calls.limits()[0]?.active).toBe(5)
  abort.abort()
  const outcomes = await all
  expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true)
  expect(new Set(outcomes.map(outcome => outcome.status === 'rejected' && outcome.reason.kind))).toEqual(
    new Set(['cancelled']),
  )
  expect(calls.limits()).toMatchObject([{ active: 0, waiting: 0 }])
  expect(warnings).toEqual([])
})

test('a body that nobody reads holds no place', async () => {
  const { fetch } = stack([{ name: 'rest', rate: 1000, concurrency: 1 }])
  const { origin, requests } = await listen((_request, response) => response.write('a'))
  await fetch(origin)
  await fetch(origin)
  expect(requests).toHaveLength(2)
})

test('no failure is left unhandled', async () => {
  const unhandled: unknown[] = []
  const collect = (reason: unknown): void => void unhandled.push(reason)
  process.on('unhandledRejection', collect)
  onTestFinished(() => void process.off('unhandledRejection', collect))
  const { fetch } = stack()
  const { origin } = await listen((request, response) => {
    if (request.url === '/stalls') return void response.write('a')
    response.writeHead(503, { 'content-length': '100' })
    response.write('a', () => response.destroy())
  })
  await expect(fetch(origin)).rejects.toMatchObject({ kind: 'unexpected' })
  await fetch(`${origin}/stalls`, { timeout: 150 })
  await new Promise(resolve => setTimeout(resolve, 250))
  expect(unhandled).toEqual([])
})
