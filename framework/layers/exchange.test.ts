import { expect, test } from 'vitest'
import { exchangeOf } from './exchange.ts'
import { requestLine } from './place.ts'

test('fills in the defaults', () => {
  const exchange = exchangeOf('https://tracker.test/a?b=c#d', { headers: { Accept: 'text/plain' } }, 'issuefs/1')
  expect(exchange).toEqual({
    url: new URL('https://tracker.test/a?b=c'),
    method: 'GET',
    headers: { 'user-agent': 'issuefs/1', accept: 'text/plain' },
    accept: [],
    safe: true,
    cost: 1,
    timeout: 30_000,
  })
  expect(requestLine(exchange)).toBe('GET https://tracker.test/a')
})

test('a POST is not safe unless it says so', () => {
  expect(exchangeOf('https://tracker.test/', { method: 'post' }, '')).toMatchObject({ method: 'POST', safe: false })
  expect(exchangeOf('https://tracker.test/', { method: 'POST', safe: true }, '')).toMatchObject({ safe: true })
  expect(exchangeOf('https://tracker.test/', { method: 'HEAD' }, '')).toMatchObject({ safe: true })
})

test.for([
  ['an address that is none', 'tracker?token=hunter2', {}],
  ['credentials in the address', 'https://me:hunter2@tracker.test/', {}],
  ['a token with a line end inside', 'https://tracker.test/', { headers: { authorization: 'Bearer hunter2\nx' } }],
] as const)('refuses %s without saying it', ([, url, init]) => {
  const thrown = attempt(() => exchangeOf(url, init, ''))
  expect(thrown).toMatchObject({ kind: 'invalid' })
  expect(thrown).not.toHaveProperty('cause')
  expect(String(thrown)).not.toContain('hunter2')
})

function attempt(operation: () => unknown): unknown {
  try {
    return operation()
  } catch (thrown) {
    return thrown
  }
}
