import { expect, test } from 'vitest'
import type { FetchInit } from '../source/call.ts'
import { answer, exchange, listenInTurn, patient } from './fixtures/loopback.ts'
import { createVirtualClock } from './fixtures/virtual-clock.ts'
import { createTrace, type ExchangeRecord } from './trace.ts'
import { createTransport } from './transport.ts'

test('counts requests, what was saved, and bytes', async () => {
  const trace = createTrace()
  const fetcher = trace.layer(createTransport({ onReceived: trace.received }))
  const { origin } = await listenInTurn(answer(200, 'four'), response => response.writeHead(304).end())
  await (await fetcher(exchange(origin, { method: 'POST', body: 'ü' }), patient())).text()
  await fetcher(exchange(origin), patient())
  trace.retried()
  trace.waited(7)
  expect(trace.snapshot()).toEqual({
    requests: 2,
    retried: 1,
    saved: 1,
    failed: {},
    received: 6,
    sent: 2,
    waited: 7,
    failures: [],
  })
})

test('keeps the last twenty failures, without secrets', async () => {
  const records: ExchangeRecord[] = []
  const trace = createTrace({ clock: createVirtualClock(), onExchange: record => records.push(record) })
  const answers = [answer(404, { message: 'hunter2' }), answer(503), answer(404)]
  const { origin } = await listenInTurn(...answers)
  const fetcher = trace.layer(createTransport())
  const ask = (path: string, init: FetchInit = {}) =>
    fetcher(exchange(`${origin}${path}?key=hunter2`, { headers: { authorization: 'hunter2' }, ...init }), patient())
  await ask('/a')
  await ask('/b')
  await ask('/accepted', { accept: [404] })
  await expect(fetcher(exchange('http://tracker.test/c?key=hunter2'), patient())).rejects.toThrow('not encrypted')
  const cancelled = { ...patient(), signal: AbortSignal.abort() }
  await expect(fetcher(exchange(origin), cancelled)).rejects.toMatchObject({ kind: 'cancelled' })

  const { failed, failures, requests } = trace.snapshot()
  expect(requests).toBe(5)
  expect(failed).toEqual({ 'not-found': 1, unexpected: 1, invalid: 1, cancelled: 1 })
  expect(failures).toMatchObject([
    { at: '2026-01-01T00:00:00.000Z', method: 'GET', place: `${origin}/a`, kind: 'not-found', status: 404 },
    { place: `${origin}/b`, kind: 'unexpected', status: 503 },
    { place: 'http://tracker.test/c', kind: 'invalid' },
  ])
  expect(records).toMatchObject([
    { method: 'GET', place: `${origin}/a`, status: 404, kind: 'not-found' },
    { status: 503 },
    { place: `${origin}/accepted`, status: 404 },
    { kind: 'invalid' },
    { kind: 'cancelled' },
  ])
  expect(JSON.stringify({ failures, records })).not.toContain('hunter2')

  for (let index = 0; index < 30; index++) await fetcher(exchange('ftp://tracker.test/'), patient()).catch(() => {})
  expect(trace.snapshot().failures).toHaveLength(20)
})
