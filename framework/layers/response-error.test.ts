import { expect, test } from 'vitest'
import { exchange } from './fixtures/loopback.ts'
import { errorOfResponse, kindOfResponse } from './response-error.ts'

const asked = exchange('https://tracker.test/rest/issue/A-1?token=hunter2', {
  headers: { authorization: 'Bearer swordfish' },
})

function refused(status: number, json: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(json), { status, headers: { 'content-type': 'application/json', ...headers } })
}

test.for([
  [400, 'invalid'],
  [401, 'denied'],
  [403, 'denied'],
  [404, 'not-found'],
  [408, 'deadline'],
  [409, 'conflict'],
  [410, 'not-found'],
  [412, 'conflict'],
  [418, 'unexpected'],
  [422, 'invalid'],
  [429, 'rate-limited'],
  [500, 'unexpected'],
  [501, 'unsupported'],
  [503, 'unexpected'],
] as const)('%s means %s', ([status, kind]) => {
  expect(kindOfResponse(new Response(null, { status }))).toBe(kind)
})

test.for([
  ['Jira', { errorMessages: ['No such issue'], errors: { status: 'is wrong' } }, 'No such issue; status: is wrong.'],
  ['GitHub', { message: 'Bad credentials', documentation_url: 'x' }, 'Bad credentials.'],
  ['Bugzilla', { error: true, message: 'Bug #1 does not exist.', code: 101 }, 'Bug #1 does not exist.'],
  ['Redmine', { errors: ['Subject is empty'] }, 'Subject is empty.'],
  ['a nested message', { error: { message: 'Nested' } }, 'Nested.'],
  ['a terminal escape', { message: '\u001b[31mred\r\nnext\u202e' }, '[31mred next.'],
  ['secrets sent back', { message: 'swordfish, hunter2' }, '***, ***.'],
] as const)('the message of %s', async ([, json, said]) => {
  const error = await errorOfResponse(asked, refused(400, json), 0)
  expect(error.message).toBe(
    `GET https://tracker.test/rest/issue/A-1 answered 400: ${said} Check the options and the values that were sent.`,
  )
})

test('a long message is cut, one that is not JSON is left out', async () => {
  const long = await errorOfResponse(asked, refused(500, { message: 'x'.repeat(1000) }), 0)
  expect(long.message).toContain(`500: ${'x'.repeat(199)}… The tracker failed`)
  const html = await errorOfResponse(asked, new Response('<html>hunter2', { status: 403 }), 0)
  expect(html.message).toBe('GET https://tracker.test/rest/issue/A-1 answered 403. Check the token and its rights.')
  const huge = await errorOfResponse(asked, refused(500, { message: 'x'.repeat(1_000_000) }), 0)
  expect(huge.message).toContain('answered 500. The tracker failed')
})

test('says when to ask again', async () => {
  const error = await errorOfResponse(asked, refused(403, { message: 'Slow down' }, { 'retry-after': '90' }), 0)
  expect(error).toMatchObject({ kind: 'rate-limited', status: 403, retryAfter: 90_000 })
  expect(error.message).toMatch(/Slow down\. The tracker wants fewer requests: try again in 90 s\.$/)
})
