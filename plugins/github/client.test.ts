import { type AnyDocuments, type Call, type FetchInit, type Session, SourceError } from 'issuefs/source'
import { describe, expect, it } from 'vitest'
import { testCall } from './call.test-support.ts'
import github from './index.ts'
import type { GitHubOptions } from './options.ts'
import { allItems, bench, DEMO, idsOf } from './reading.test-support.ts'
import { DIFF, ISSUE, ISSUE_HISTORY } from './routes/paths.ts'

interface Scripted {
  readonly status?: number
  readonly json?: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly error?: SourceError
}

/** A call that answers from a script, and tells what it was asked. */
function scripted(answer: (path: string, init: FetchInit) => Scripted) {
  const asked: { readonly path: string; readonly init: FetchInit }[] = []
  const fetch: Call['fetch'] = async (url, init = {}) => {
    const path = String(url).replace('https://api.github.com', '')
    asked.push({ path, init })
    const { status = 200, json = {}, headers = {}, error } = answer(path, init)
    if (error) throw error
    const body = status === 304 ? null : JSON.stringify(json)
    return new Response(body, { status, headers: { 'content-type': 'application/json; charset=utf-8', ...headers } })
  }
  const call: Call = { signal: new AbortController().signal, priority: 'listing', fetch }
  return { call, asked }
}

const session = () =>
  github.open({
    url: 'https://api.github.com',
    token: 'ghp_secret',
    repos: ['acme/demo'],
    rate: 10,
  } as unknown as GitHubOptions) as Session
const feedOf = ({ feeds }: Session) => feeds![0]!
const issuesOf = ({ routes }: Session) => routes.find(({ path }) => path === ISSUE) as AnyDocuments
const key = { ...DEMO, number: 1 }

describe('the client', () => {
  it('signs its requests, says that they only read, and charges each to its limit', async () => {
    const { call, asked } = scripted(path => ({
      json: path === '/graphql' ? { data: { repository: { page: {} } } } : [],
    }))
    await feedOf(session()).changes(DEMO, call)
    await feedOf(session()).list!(DEMO, call)
    expect(asked.map(({ init }) => [init.method, init.limit, init.safe])).toEqual([
      ['GET', 'rest', true],
      ['POST', 'graphql', true],
      ['POST', 'graphql', true],
    ])
    expect(asked.every(({ init }) => init.headers?.authorization === 'token ghp_secret')).toBe(true)
  })

  it('takes the secondary limit for what it is where GitHub does not say how long', async () => {
    const error = new SourceError('denied', 'GET … answered 403: You have exceeded a secondary rate limit.', {
      status: 403,
    })
    const { call } = scripted(() => ({ error }))
    await expect(feedOf(session()).changes(DEMO, call)).rejects.toMatchObject({
      kind: 'rate-limited',
      retryAfter: 60_000,
    })
  })

  it('tells when the limit of GraphQL is full again', async () => {
    const reset = Math.ceil(Date.now() / 1000) + 300
    const { call } = scripted(() => ({
      json: { errors: [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded' }] },
      headers: { 'x-ratelimit-reset': String(reset) },
    }))
    const error = await feedOf(session()).list!(DEMO, call).then(undefined, thrown => thrown)
    expect(error).toMatchObject({ kind: 'rate-limited' })
    expect(error.retryAfter).toBeGreaterThan(290_000)
  })

  it('carries the token nowhere else', async () => {
    const { call, asked } = scripted(() => ({ status: 301, headers: { location: 'https://evil.example/issues' } }))
    await expect(feedOf(session()).changes(DEMO, call)).rejects.toMatchObject({ kind: 'denied' })
    expect(asked).toHaveLength(1)
  })

  it('asks without what the token may not read', async () => {
    const { call, asked } = scripted((_, { body }) =>
      String(body).includes('projectItems')
        ? {
            json: {
              data: { r0: null },
              errors: [
                {
                  type: 'FORBIDDEN',
                  path: ['r0', 'i1', 'projectItems'],
                  message: 'Resource not accessible by personal access token',
                },
              ],
            },
          }
        : {
            json: {
              data: {
                r0: {
                  nameWithOwner: 'acme/demo',
                  i1: { __typename: 'Issue', number: 1, updatedAt: '2026-01-02T03:04:05Z' },
                },
              },
            },
          },
    )
    const [got] = await issuesOf(session()).fetch([{ key }], call)
    expect(got).toMatchObject({ status: 'fresh', id: 'acme/demo#1', validator: '2026-01-02T03:04:05Z' })
    expect(asked).toHaveLength(2)
  })

  it('tells an issue that may not be seen from one that is gone', async () => {
    const refused = new SourceError('denied', 'No.', { status: 403 })
    const { call } = scripted(path => {
      if (path === '/graphql')
        return { json: { data: { r0: { nameWithOwner: 'acme/demo', i1: null, i2: null, i3: null } } } }
      if (path.endsWith('/1')) return { error: refused }
      return path.endsWith('/2') ? { status: 410 } : { error: new SourceError('offline', 'Off.') }
    })
    const wants = [1, 2, 3].map(number => ({ key: { ...DEMO, number } }))
    expect(await issuesOf(session()).fetch(wants, call)).toMatchObject([
      { status: 'denied' },
      { status: 'gone' },
      { status: 'failed', error: { kind: 'offline' } },
    ])
  })

  it('passes on that the token is refused, whatever was wanted', async () => {
    const { call } = scripted(() => ({ error: new SourceError('denied', 'No.', { status: 401 }) }))
    await expect(issuesOf(session()).fetch([{ key }], call)).rejects.toMatchObject({ kind: 'denied', status: 401 })
  })

  it('reads pull requests with a token that may not read teams', async () => {
    await using it = await bench({ issues: 30, mayReadTeams: false })
    const items = await allItems(from => it.feed.list!(DEMO, testCall(), from))
    expect(idsOf(items)).toHaveLength(30)
  })

  it.each([
    { type: 'RESOURCE_LIMITS_EXCEEDED', message: 'Resource limits for this query exceeded.' },
    { message: 'Something went wrong while executing your query. This may be the result of a timeout.' },
  ])('asks for less where an answer was cut short: %j', async error => {
    const { call, asked } = scripted((_, { body }) => {
      const labels = { labels: { nodes: [{ name: 'bug' }] } }
      const node = { __typename: 'Issue', number: 1, updatedAt: '2026-01-02T03:04:05Z', ...labels }
      const page = { totalCount: 1, pageInfo: {}, nodes: [node] }
      if (!/first:100,after|first:50,after/.test(String(body))) return { json: { data: { repository: { page } } } }
      const cut = { ...page, nodes: [{ ...node, labels: null }] }
      return { json: { data: { repository: { page: cut } }, errors: [{ ...error, path: ['repository'] }] } }
    })
    const { items } = await feedOf(session()).list!(DEMO, call)
    expect(JSON.stringify(items)).toContain('bug')
    expect(asked.length).toBeGreaterThan(2)
  })

  it('gives up one issue that takes GitHub too long, not those beside it', async () => {
    const { call } = scripted((_, { body }) => {
      const message = 'Something went wrong while executing your query.'
      if (String(body).includes('i2:')) return { json: { data: null, errors: [{ message }] } }
      const node = { __typename: 'Issue', number: 1, updatedAt: '2026-01-02T03:04:05Z' }
      return { json: { data: { r0: { nameWithOwner: 'acme/demo', i1: node } } } }
    })
    const wants = [1, 2].map(number => ({ key: { ...DEMO, number } }))
    expect(await issuesOf(session()).fetch(wants, call)).toMatchObject([
      { status: 'fresh' },
      { status: 'failed', error: { kind: 'deadline' } },
    ])
  })

  it('goes on asking for relations where one of them lies behind single sign-on', async () => {
    const { call, asked } = scripted((_, { body }) => {
      const node = { __typename: 'Issue', number: 1, updatedAt: '2026-01-02T03:04:05Z', parent: null }
      const error = {
        type: 'FORBIDDEN',
        path: ['r0', 'i1', 'parent'],
        extensions: { saml_failure: true },
        message: 'Resource protected by organization SAML enforcement.',
      }
      expect(String(body)).toContain('subIssues')
      return { json: { data: { r0: { nameWithOwner: 'acme/demo', i1: node } }, errors: [error] } }
    })
    const open = session()
    for (const _ of [1, 2]) await issuesOf(open).fetch([{ key }], call)
    expect(asked).toHaveLength(2)
  })

  it('reads a timeline to its last page, though GitHub leaves out some of a page', async () => {
    const events = (many: number) => Array.from({ length: many }, () => ({ event: 'labeled' }))
    const next = '<https://api.github.com/repositories/7/issues/1/timeline?per_page=100&page=2>; rel="next"'
    const { call } = scripted(path =>
      path.includes('page=2') ? { json: events(3) } : { json: events(99), headers: { link: next } },
    )
    const history = session().routes.find(({ path }) => path === ISSUE_HISTORY) as AnyDocuments
    const [got] = await history.fetch([{ key }], call)
    expect(got).toMatchObject({ status: 'fresh', entity: { events: { length: 102 } } })
  })

  it('says what to do about a diff that is too large for GitHub', async () => {
    const error = new SourceError('unexpected', 'GET … answered 406: Sorry, the diff exceeded the maximum.', {
      status: 406,
    })
    const { call } = scripted(() => ({ error }))
    const diff = session().routes.find(({ path }) => path === DIFF) as AnyDocuments
    expect(await diff.fetch([{ key }], call)).toMatchObject([
      { status: 'failed', error: { kind: 'unsupported', message: expect.stringContaining('git fetch') } },
    ])
  })

  it('finds a change that GitHub shows only after later ones', async () => {
    const at = (second: number) => `2026-01-02T03:04:${String(second).padStart(2, '0')}Z`
    const issue = (number: number, second: number) => ({ number, updated_at: at(second) })
    const usual = Array.from({ length: 100 }, (_, index) => issue(200 - index, 59 - Math.floor(index / 4)))
    const late = [...usual.slice(0, 20), issue(7, 54), ...usual.slice(20, 99)]
    const slidUp = [...usual.slice(1), issue(3, 30)]
    const answers = [usual, late, late, slidUp]
    const { call } = scripted(() => ({ json: answers.shift() }))
    const feed = feedOf(session())
    let { next } = await feed.changes(DEMO, call)
    const found: string[][] = []
    for (let times = 0; times < 3; times += 1) {
      const delta = await feed.changes(DEMO, call, next)
      found.push(delta.changes.map(({ id }) => id))
      next = delta.next
    }
    expect(found).toEqual([['acme/demo#7'], [], []])
  })

  it('takes what an app has written for its own', async () => {
    const { call, asked } = scripted(() => ({ json: { data: { r0: { nameWithOwner: 'acme/demo', i1: null } } } }))
    await issuesOf(session()).fetch([{ key }], call)
    expect(String(asked[0]?.init.body)).toContain('...on Bot{databaseId}')
  })

  it('reads on in smaller steps where the rest of several is too much at once', async () => {
    const comments = (at: number, hasNextPage: boolean) => ({
      nodes: [{ body: `comment ${at}` }],
      pageInfo: { hasNextPage, endCursor: `c${at}` },
    })
    const { call, asked } = scripted((_, { body }) => {
      const text = String(body)
      if (text.includes('h1:'))
        return { json: { errors: [{ type: 'RESOURCE_LIMITS_EXCEEDED', message: 'Too much.' }] } }
      return { json: { data: { h0: { comments: comments(2, false) } } } }
    })
    const wants = [1, 2].map(number => {
      const repository = { nameWithOwner: 'acme/demo' }
      const node = { __typename: 'Issue', id: `I_${number}`, number, repository, comments: comments(1, true) }
      const at = { ...DEMO, number }
      return { key: at, entity: { kind: 'issue', key: at, node }, missing: ['comments'] }
    })
    const gots = await issuesOf(session()).fetch(wants, call)
    expect(gots.map(({ status }) => status)).toEqual(['fresh', 'fresh'])
    expect(JSON.stringify(gots[1])).toContain('comment 2')
    expect(asked).toHaveLength(3)
  })
})
