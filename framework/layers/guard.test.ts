import { expect, test } from 'vitest'
import { SourceError } from '../source/error.ts'
import { exchange, patient } from './fixtures/loopback.ts'
import { guard, guarded } from './guard.ts'

test('whatever an exchange throws is a SourceError', async () => {
  const fetcher = guard(async () => {
    throw new TypeError('fetch failed')
  })
  await expect(fetcher(exchange('https://tracker.test/'), patient())).rejects.toMatchObject({
    name: 'SourceError',
    kind: 'offline',
  })
})

const denied = new SourceError('denied', 'No.')

test.for([
  ['a SourceError, as it is', denied, 'denied', 'No.'],
  ['a bug', new TypeError("reading 'id'"), 'unexpected', "The plugin jira failed: TypeError: reading 'id'"],
  ['an answer that is no JSON', new SyntaxError('Unexpected token <'), 'unexpected', /login page.*Unexpected token </],
  ['an abort', new DOMException('gone', 'AbortError'), 'cancelled', /Nobody waits/],
  ['a timeout', new DOMException('slow', 'TimeoutError'), 'deadline', 'The plugin jira took too long.'],
  ['a text', 'no such card', 'unexpected', 'The plugin jira failed: no such card'],
  ['an answer of the tracker', { code: 7, message: 'inner' }, 'unexpected', 'The plugin jira failed: inner'],
  ['no error at all', undefined, 'unexpected', 'The plugin jira threw what is not an error.'],
] as const)('an operation throws %s', async ([, thrown, kind, message]) => {
  const error = await guarded(() => {
    throw thrown
  }, 'The plugin jira').catch(caught => caught)
  expect(error).toMatchObject({ name: 'SourceError', kind })
  expect(error.message).toMatch(message)
})

test('what an operation gives is passed on', async () => {
  expect(await guarded(async () => 42)).toBe(42)
})
