import { expect, test } from 'vitest'
import { withoutCredentials, withoutSecrets } from './credentials.ts'
import { exchange } from './fixtures/loopback.ts'

test('only headers known to be harmless go to another origin', () => {
  const headers = { authorization: 'x', cookie: 'a=b', 'x-redmine-api-key': 'k', 'private-token': 't', accept: '*/*' }
  expect(withoutCredentials(headers)).toEqual({ accept: '*/*' })
})

test.for([
  ['a Bearer token', { authorization: 'Bearer abcdef' }, 'no abcdef here', 'no *** here'],
  ['the password of Basic', { authorization: `Basic ${btoa('me:hunter2')}` }, 'me:hunter2 or hunter2', '*** or ***'],
  ['a cookie', { cookie: 'session=abcd; theme=dark' }, 'session abcd', 'session ***'],
  ['a key of its own', { 'x-redmine-api-key': 'feedbeef' }, 'key feedbeef.', 'key ***.'],
  ['nothing else', { accept: 'application/json' }, 'application/json', 'application/json'],
] as const)('takes out %s', ([, headers, text, clean]) => {
  expect(withoutSecrets(text, exchange('https://tracker.test/', { headers }))).toBe(clean)
})

test('takes secrets out that stand in the query, and leaves the query that is none', () => {
  const asked = exchange('https://tracker.test/?Bugzilla_api_key=s%2Fcret&project=ACME')
  expect(withoutSecrets('ACME knows neither s/cret nor s%2Fcret', asked)).toBe('ACME knows neither *** nor ***')
})
