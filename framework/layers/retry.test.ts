import { expect, test } from 'vitest'
import type { FetchInit } from '../source/call.ts'
import { SourceError } from '../source/error.ts'
import type { Fetcher } from './fetcher.ts'
import { exchange, patient } from './fixtures/loopback.ts'
import { createVirtualClock } from './fixtures/virtual-clock.ts'
import { createRetry } from './retry.ts'

type Answer = Response | SourceError

/** Answers in turn, the last one again and again. */
async function retried(answers: readonly Answer[], init: FetchInit = {}, signal?: AbortSignal) {
  const clock = createVirtualClock()
  let attempts = 0
  let retries = 0
  const next: Fetcher = async () => {
    const answer = answers[Math.min(attempts++, answers.length - 1)] as Answer
    if (answer instanceof Response) return answer
    throw answer
  }
  const retry = createRetry({ clock, longestWait: 60_000, random: () => 1, onRetry: () => retries++ })
  const context = signal ? { ...patient(), signal } : patient()
  const outcome = await retry(next)(exchange('https://tracker.test/', init), context).catch(thrown => thrown)
  return { outcome, attempts, retries, slept: clock.slept }
}

const refused = (status: number, headers: Record<string, string> = {}) => new Response('busy', { status, headers })
const offline = new SourceError('offline', 'No network.')

test('backs off twice as long each time and gives up after five attempts', async () => {
  const answers = [1, 2, 3, 4, 5].map(() => refused(503))
  const { outcome, attempts, retries, slept } = await retried(answers)
  expect(outcome).toBe(answers[4])
  expect({ attempts, retries, slept }).toEqual({ attempts: 5, retries: 4, slept: [250, 500, 1000, 2000] })
})

test('sleeps as long as the tracker wants', async () => {
  const { outcome, slept } = await retried([refused(429, { 'retry-after': '2' }), new Response()])
  expect(outcome.status).toBe(200)
  expect(slept).toEqual([2000])
})

test('lets go of the bodies of refused answers', async () => {
  let cancelled = 0
  const body = new ReadableStream({ cancel: () => void cancelled++ })
  await retried([new Response(body, { status: 500 }), new Response()])
  expect(cancelled).toBe(1)
})

test('does not sleep for more than a minute', async () => {
  const { outcome, slept } = await retried([refused(429, { 'retry-after': '61' })])
  expect(outcome.status).toBe(429)
  expect(slept).toEqual([])
})

test('network failures are tried again, others are not', async () => {
  expect(await retried([offline, new Response()])).toMatchObject({ attempts: 2 })
  expect(await retried([new SourceError('deadline', 'Slow.'), new Response()])).toMatchObject({ attempts: 2 })
  expect(await retried([offline])).toMatchObject({ outcome: offline, attempts: 5 })
  expect(await retried([new SourceError('invalid', 'No.')])).toMatchObject({ attempts: 1 })
  const untrusted = new SourceError('offline', 'No.', {
    cause: Object.assign(new Error(), { code: 'CERT_HAS_EXPIRED' }),
  })
  expect(await retried([untrusted])).toMatchObject({ attempts: 1 })
})

test.for([
  ['a POST after 500', [refused(500)], { method: 'POST' }, 1],
  ['a POST after 503 with Retry-After', [refused(503, { 'retry-after': '1' })], { method: 'POST' }, 1],
  ['a POST after a cut connection', [offline], { method: 'POST' }, 1],
  ['a POST that only reads', [refused(500), new Response()], { method: 'POST', safe: true }, 2],
  ['a POST that was refused for asking too much', [refused(429), new Response()], { method: 'POST' }, 2],
  ['a GET that is not safe', [refused(500)], { safe: false }, 1],
  ['404', [refused(404)], {}, 1],
  ['501', [refused(501)], {}, 1],
  ['403 of GitHub', [refused(403, { 'retry-after': '1' }), new Response()], {}, 2],
  ['what is accepted by its number', [refused(503)], { accept: [503] }, 1],
  ['what is accepted as any', [refused(503), new Response()], { accept: 'any' }, 2],
] as const)('%s', async ([, answers, init, attempts]) => {
  expect(await retried(answers, init)).toMatchObject({ attempts })
})

test('never sleeps past an abort', async () => {
  const { outcome, attempts } = await retried([refused(503)], {}, AbortSignal.abort())
  expect(outcome).toMatchObject({ kind: 'cancelled' })
  expect(attempts).toBe(1)
})
