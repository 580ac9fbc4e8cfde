import { expect, it } from 'vitest'
import { createRedactor } from './redact.ts'

const secret = 'a+b/c"d e='
const redactor = createRedactor()
redactor.know(secret, ['me@acme.example'])

it.each([
  ['as it is', secret],
  ['in a URL', encodeURIComponent(secret)],
  ['in a form', 'a%2Bb%2Fc%22d+e%3D'],
  ['in JSON', JSON.stringify({ token: secret })],
  ['in basic authentication', `Basic ${Buffer.from(`me@acme.example:${secret}`).toString('base64')}`],
  ['as the name of basic authentication', `Basic ${Buffer.from(`${secret}:`).toString('base64')}`],
  ['in base64', Buffer.from(secret).toString('base64')],
])('takes a secret out %s', (_where, text) => {
  const clean = redactor.redact(`before ${text} after`)
  expect(clean).toMatch(/^before .*\[secret\].* after$/)
  expect(clean).not.toContain(secret)
})

it('leaves everything else as it is, however secret it looks', () => {
  const text = 'commit 5b0c2f1e9a3d5b0c2f1e9a3d5b0c2f1e9a3d and ghp_0123456789abcdefghijABCDEFGHIJ012345'
  expect(redactor.redact(text)).toBe(text)
})

it('takes it out of bytes, and leaves bytes without it untouched', () => {
  const bytes = Uint8Array.of(0, 255, 128)
  expect(redactor.redactBytes(bytes)).toBe(bytes)
  const clean = redactor.redactBytes(Buffer.concat([bytes, Buffer.from(secret), bytes]))
  expect(Buffer.from(clean)).toEqual(Buffer.concat([bytes, Buffer.from('[secret]'), bytes]))
})

it('takes one with letters outside ASCII out of bytes', () => {
  const other = createRedactor()
  other.know('geheimß')
  expect(Buffer.from(other.redactBytes(Buffer.from('ä geheimß ß'))).toString()).toBe('ä [secret] ß')
})

it('knows no empty secret', () => {
  const none = createRedactor()
  none.know('')
  expect(none.redact('text')).toBe('text')
})
