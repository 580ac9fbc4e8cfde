import { type AnyDocuments, type Call, type Session, SourceError } from 'issuefs/source'
import { describe, expect, it } from 'vitest'
import jira from '../index.ts'
import type { Issue } from '../model/issue.ts'
import type { JiraOptions } from '../options.ts'
import { ISSUE } from '../routes/paths.ts'

type Answer = { readonly status?: number; readonly json: unknown }
type Script = (request: {
  readonly method: string
  readonly path: string
  readonly body: { readonly jql?: string } | undefined
}) => Answer

/** A call whose answers are made up, and the requests that were made. */
function scripted(script: Script) {
  const asked: string[] = []
  const call: Call = {
    signal: new AbortController().signal,
    priority: 'listing',
    async fetch(url, { method = 'GET', body, accept = [] } = {}) {
      const { pathname, search } = new URL(url)
      asked.push(`${method} ${pathname}`)
      const parsed = typeof body === 'string' ? JSON.parse(body) : undefined
      const { status = 200, json } = script({ method, path: pathname + search, body: parsed })
      if (status >= 400 && accept !== 'any' && !accept.includes(status)) throw new SourceError('unexpected', 'no')
      return new Response(JSON.stringify(json), { status })
    },
  }
  return { call, asked }
}

function issuesOf(flavour: string, extra: Partial<JiraOptions> = {}): AnyDocuments {
  const values = { url: 'https://jira.test', flavour, rate: 10, token: 'secret', ...extra }
  const session = jira.open(values as JiraOptions) as Session
  return session.routes.find(route => route.path === ISSUE) as AnyDocuments
}

const want = (number: number) => ({ id: String(number), key: { project: 'P', key: `P-${number}` } })
const issue = (number: number, fields: Record<string, unknown> = {}) => ({
  id: String(number),
  key: `P-${number}`,
  fields: { updated: '2026-01-02T03:04:05.000+0000', ...fields },
})
const comment = (id: number) => ({ id: String(id), body: `comment ${id}`, created: '2026-01-02T03:04:05.000+0000' })

describe('one bad issue never fails its batch', () => {
  it('on Data Center, which names the issues it does not know', async () => {
    const { call, asked } = scripted(({ path, body }) => {
      if (path.endsWith('/field')) return { json: [] }
      if (path.includes('/issue/3')) return { status: 404, json: { errorMessages: ['Issue Does Not Exist'] } }
      if (path.includes('/issue/5')) return { status: 403, json: { errorMessages: ['No permission'] } }
      const bad = [3, 5].filter(number => String(body?.jql).includes(` ${number}`))
      if (bad.length > 0) {
        const errorMessages = bad.map(id => `A value with ID '${id}' does not exist for the field 'issuekey'.`)
        return { status: 400, json: { errorMessages } }
      }
      return { json: { issues: [issue(1), issue(2), issue(4)], total: 3, startAt: 0, maxResults: 5 } }
    })
    const gots = await issuesOf('data-center').fetch([1, 2, 3, 4, 5].map(want), call)
    expect(gots.map(got => got.status)).toEqual(['fresh', 'fresh', 'gone', 'fresh', 'denied'])
    expect(asked.filter(line => line.startsWith('POST'))).toHaveLength(2)
  })

  it('on Data Center, which may not say which', async () => {
    const { call } = scripted(({ path, body }) => {
      if (path.endsWith('/field')) return { json: [] }
      if (path.includes('/issue/')) return { status: 404, json: {} }
      const ids = [...String(body?.jql).matchAll(/\d+/g)].map(Number)
      if (ids.includes(6)) return { status: 400, json: { errorMessages: ['Something is wrong.'] } }
      return { json: { issues: ids.map(id => issue(id)), total: ids.length } }
    })
    const gots = await issuesOf('data-center').fetch([1, 2, 3, 4, 5, 6, 7, 8].map(want), call)
    expect(gots.map(got => got.status)).toEqual([...Array(5).fill('fresh'), 'gone', 'fresh', 'fresh'])
  })

  it('on Cloud, which leaves them out', async () => {
    const { call } = scripted(({ path }) => {
      if (path.endsWith('/field')) return { json: [] }
      if (path.endsWith('/bulkfetch')) return { json: { issues: [issue(1)], issueErrors: [] } }
      return path.includes('/issue/2')
        ? { status: 403, json: { errorMessages: ['You do not have permission.'] } }
        : { status: 409, json: { errorMessages: ['Busy.'] } }
    })
    const gots = await issuesOf('cloud', { email: 'a' }).fetch([1, 2, 3].map(want), call)
    expect(gots).toMatchObject([
      { status: 'fresh' },
      { status: 'denied' },
      { status: 'failed', error: { kind: 'conflict' } },
    ])
  })
})

describe('comments that were cut short', () => {
  const read = async (embedded: readonly number[], all: readonly number[], said = all.length) => {
    const { call, asked } = scripted(({ path }) => {
      if (path.endsWith('/field')) return { json: [] }
      if (path.includes('/comment')) {
        const startAt = Number(/startAt=(\d+)/.exec(path)?.[1])
        return { json: { comments: all.slice(startAt, startAt + 100).map(comment), startAt, total: all.length } }
      }
      return { json: issue(1, { comment: { comments: embedded.map(comment), total: said } }) }
    })
    const [got] = await issuesOf('cloud', { email: 'a' }).fetch([want(1)], call)
    const comments = ((got as { entity: Issue }).entity.comments as { id: string }[]).map(({ id }) => Number(id))
    return { comments, requests: asked.filter(line => line.includes('/comment')).length }
  }
  const numbers = (count: number) => Array.from({ length: count }, (_, at) => at + 1)

  it('are completed by their remainder', async () => {
    expect(await read(numbers(20), numbers(25))).toEqual({ comments: numbers(25), requests: 1 })
    expect(await read(numbers(20), numbers(230))).toEqual({ comments: numbers(230), requests: 3 })
  })

  it('are all read again when the embedded ones were the last ones', async () => {
    expect((await read([4, 5, 6], numbers(6))).comments).toEqual(numbers(6))
  })

  it('end where Jira hides some of those it counts', async () => {
    expect(await read([1, 2], [1, 2], 5)).toEqual({ comments: [1, 2], requests: 1 })
  })
})

it('reads the field names again when an unknown one appears, once', async () => {
  let asked = 0
  const { call } = scripted(({ path }) => {
    if (path.endsWith('/field')) {
      asked += 1
      return { json: asked === 1 ? [] : [{ id: 'customfield_1', name: 'Team', schema: {} }] }
    }
    return { json: issue(1, { customfield_1: 'Blue', customfield_2: 'x' }) }
  })
  const issues = issuesOf('cloud', { email: 'a' })
  for (let times = 0; times < 3; times += 1) {
    const [got] = await issues.fetch([want(1)], call)
    expect((got as { entity: Issue }).entity.names).toEqual({ customfield_1: 'Team' })
  }
  expect(asked).toBe(2)
})
