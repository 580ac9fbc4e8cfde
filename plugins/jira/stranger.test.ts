import { type Call, isSourceError } from 'issuefs/source'
import { describe, expect, it } from 'vitest'
import { testCall } from './call.test-support.ts'
import { callAdapter } from './client/adapter.ts'
import { bench } from './reading.test-support.ts'

const call = testCall()
const problemOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => ({ what: 'none', sentence: '' }),
    error => ({
      what: isSourceError(error) ? `${error.kind} ${error.status}` : 'strange',
      sentence: String(error.message),
    }),
  )
const kindOf = async (attempt: Promise<unknown>) => (await problemOf(attempt)).what

describe('a token of Cloud that is not valid any more, with which it answers as to a stranger', () => {
  const revoked = (projects?: readonly string[]) =>
    bench({ flavour: 'cloud', issues: 3, token: 'right' }, { token: 'wrong', ...(projects && { projects }) })

  it('empties no listing, no sweep and no view', async () => {
    await using it = await revoked(['DEMO'])
    expect(await kindOf(it.feed.list!({}, call))).toBe('denied 401')
    expect(await kindOf(it.feed.sweep!({}, call))).toBe('denied 401')
    expect(await kindOf(it.session.search!('status = Done', call))).toBe('denied 401')
    expect(await kindOf(it.feed.changes({}, call))).toBe('denied 401')
  })

  it('takes no project and no issue away', async () => {
    await using it = await revoked()
    expect(await kindOf(it.projects.list!({}, call))).toBe('denied 401')
    const wants = [1, 2].map(number => ({
      id: String(10_000 + number),
      key: { project: 'DEMO', key: `DEMO-${number}` },
    }))
    const gots = await it.issues.fetch(wants, call)
    expect(gots).toMatchObject([{ status: 'failed' }, { status: 'failed' }])
    expect(await it.history.fetch(wants, call)).toMatchObject([{ status: 'failed' }, { status: 'failed' }])
    expect(it.emulator.requests.counts['GET /rest/api/3/myself']).toBeLessThan(5)
  })

  it('is told from a site that is empty, and from issues that are gone', async () => {
    await using it = await bench({ flavour: 'cloud', issues: 1, token: 'right' }, { projects: ['DEMO'] })
    expect((await it.session.search!('status = Done AND status != Done', call)).items).toEqual([])
    const want = { id: '99999', key: { project: 'DEMO', key: 'DEMO-9' } }
    expect(await it.issues.fetch([want], call)).toEqual([{ status: 'gone' }])
  })
})

describe('answers that say who asked', () => {
  const answered = async (status: number, body: unknown, headers: Record<string, string>) => {
    const fetch = async () => new Response(JSON.stringify(body), { status, headers })
    const stub = { ...call, fetch } as unknown as Call
    const adapter = callAdapter(stub, { site: 'https://acme.test', remedy: 'check JIRA_TOKEN' })
    return problemOf(adapter({ url: '/rest/api/3/search/jql', method: 'POST' }))
  }
  const failed = { 'x-seraph-loginreason': 'AUTHENTICATED_FAILED' }

  it.each([
    ['a success for a stranger', 200, failed, 'denied 401'],
    ['an absence for a stranger', 404, failed, 'denied 401'],
    [
      'a success for an account, one way of logging in having failed',
      200,
      { ...failed, 'x-ausername': 'alice' },
      'none',
    ],
    ['a success for an account of Cloud', 200, { ...failed, 'x-aaccountid': '1' }, 'none'],
    ['a success', 200, { 'x-seraph-loginreason': 'OK' }, 'none'],
  ])('%s', async (_what, status, headers, wanted) => {
    expect(await answered(status, { issues: [] }, headers)).toMatchObject({ what: wanted })
  })

  it('tells missing scopes of a token from a token that is not valid', async () => {
    const scopes = await answered(401, { code: 401, message: 'Unauthorized; scope does not match' }, {})
    expect(scopes.what).toBe('denied 403')
    expect(scopes.sentence).toContain('scope does not match')
    const body = { errorMessages: [], errors: { summary: 'A rule of the workflow says no.' } }
    expect(await answered(422, body, {})).toEqual({
      what: 'invalid 422',
      sentence: 'https://acme.test answered: summary: A rule of the workflow says no.',
    })
  })
})
