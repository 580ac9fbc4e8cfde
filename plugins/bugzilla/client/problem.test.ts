import { describe, expect, it } from 'vitest'
import { failedGot } from '../fetch/bugs.ts'
import { isAboutBug, problem } from './problem.ts'

const asked = { site: 'https://bugs.test', remedy: 'check BUGZILLA_API_KEY' }
const refusal = (status: number, code: number | undefined, message = 'No.') =>
  problem(status, { code, error: true, message }, asked)

describe('a refusal', () => {
  it.each([
    [404, 101, 'not-found', true, 'gone'],
    [404, 100, 'not-found', true, 'gone'],
    [401, 102, 'denied', true, 'denied'],
    [404, 51, 'invalid', false, 'failed'],
    [404, 32614, 'unsupported', false, 'failed'],
    [404, undefined, 'unexpected', false, 'failed'],
    [400, 306, 'denied', false, 'failed'],
    [401, 410, 'denied', false, 'failed'],
    [401, 304, 'denied', false, 'denied'],
    [401, undefined, 'denied', false, 'failed'],
    [400, 56, 'invalid', false, 'failed'],
    [400, 1001, 'deadline', false, 'failed'],
  ])('HTTP %d with code %s is %s', (status, code, kind, aboutBug, got) => {
    const error = refusal(status, code)
    expect(error.kind).toBe(kind)
    expect(isAboutBug(error)).toBe(aboutBug)
    expect(failedGot(error).status).toBe(got)
  })

  it('of the credentials counts for the whole account, whatever its status was', () => {
    expect(refusal(400, 306)).toMatchObject({ status: 401 })
    expect(refusal(400, 306).message).toContain('check BUGZILLA_API_KEY')
    expect(refusal(401, 102).status).toBeUndefined()
  })

  it('carries Bugzilla’s words on one line, cut where they are endless', () => {
    expect(refusal(400, 56, "'x'\nis not\u0007 legal.").message).toBe("https://bugs.test answered: 'x' is not legal.")
    expect(refusal(400, 56, 'x'.repeat(5000)).message.length).toBeLessThan(500)
  })

  it('for too many requests is one, with a wait', () => {
    expect(refusal(400, 32000, 'You have exceeded the rate limit')).toMatchObject({
      kind: 'rate-limited',
      retryAfter: 60_000,
    })
  })
})
