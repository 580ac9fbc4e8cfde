import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { isSourceError, type Session } from 'issuefs/source'
import { describe, expect, it } from 'vitest'
import { testCall } from './call.test-support.ts'
import github from './index.ts'
import { searchText } from './list/search-text.ts'
import { type GitHubOptions, selectionOf } from './options.ts'
import { bench, DEMO, openSession } from './reading.test-support.ts'
import { apiOf } from './site.ts'

const call = testCall()
const problemOf = async (attempt: Promise<unknown>) => {
  const error = await attempt.then(
    () => undefined,
    thrown => thrown,
  )
  return isSourceError(error) ? { kind: error.kind, sentence: error.message } : error
}

describe('connecting', () => {
  it('says what it found, and as whom, with one request', async () => {
    await using it = await bench({ issues: 3 })
    const connection = await it.session.connect!(call)
    expect(connection.account).toEqual({ id: '1', name: 'octo' })
    expect(connection.summary).toContain('as octo')
    expect(connection.instance).toContain(it.emulator.url)
    expect(it.emulator.requests.total).toBe(1)
  })

  it('names the remedy for a refused and for a missing token, without the token', async () => {
    await using it = await bench({ issues: 1, token: 'right-token' }, { token: 'wrong-token' })
    const refused = await problemOf(it.session.connect!(call))
    expect(refused).toMatchObject({ kind: 'denied' })
    expect(refused.sentence).toMatch(/refused the token: set GITHUB_TOKEN.*gh auth token/)
    expect(refused.sentence).not.toContain('wrong-token')
    const missing = await problemOf(openSession(it.emulator, { token: '' }).connect!(call))
    expect(missing).toMatchObject({ kind: 'denied' })
    expect(missing.sentence).toMatch(/wants a token: set GITHUB_TOKEN/)
  })

  it('names the nearest repositories for an unknown one', async () => {
    await using it = await bench({ issues: 2, projects: ['acme/web', 'acme/demo'] }, { repos: ['acme/dmeo'] })
    const { kind, sentence } = await problemOf(it.session.connect!(call))
    expect(kind).toBe('not-found')
    expect(sentence).toMatch(/sees no repository acme\/dmeo at .*: the nearest are acme\/demo, acme\/web/)
  })

  it('says that GitHub does not take a search', async () => {
    await using it = await bench({ issues: 1 }, { query: '(is:open' })
    const { kind, sentence } = await problemOf(it.session.connect!(call))
    expect([kind, sentence]).toEqual(['invalid', 'GitHub does not take the search “(is:open”: check the option query.'])
  })

  it('says that it does not know the owner', async () => {
    await using it = await bench({ issues: 1 }, { owner: 'nobody' })
    expect(await problemOf(it.session.connect!(call))).toMatchObject({ kind: 'not-found' })
    expect(await problemOf(it.repositories.list({ owner: 'nobody' }, call))).toMatchObject({ kind: 'not-found' })
  })

  it('doubts the address where a web page or something other than GitHub answers', async () => {
    const server = createServer((request, response) => {
      if (request.url?.startsWith('/page/')) response.setHeader('content-type', 'text/html').end('<html>Hello</html>')
      else response.writeHead(404, { 'content-type': 'application/json' }).end('{"message":"no"}')
    })
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const at = (url: string) =>
      github.open({ url, token: 't', repos: ['acme/app'], rate: 10 } as unknown as GitHubOptions) as Session
    for (const url of [`${base}/page/api/v3`, base]) {
      const { kind, sentence } = await problemOf(at(url).connect!(call))
      expect(kind).toBe('invalid')
      expect(sentence).toMatch(/There is no GitHub at .*GITHUB_API_URL/)
    }
    await new Promise(resolve => server.close(resolve))
  })

  it('waits when GitHub says so, and fails with the time when it is long', async () => {
    await using it = await bench({ issues: 1, hourly: 3, window: 600_000 })
    await it.feed.changes(DEMO, call)
    const client = testCall()
    const limited = async () => {
      for (let times = 0; times < 9; times += 1) await it.feed.list!(DEMO, client)
    }
    const { kind, sentence } = await problemOf(limited())
    expect(kind).toBe('rate-limited')
    expect(sentence).toMatch(/fewer requests: try again in \d+ s/)
  })

  it('gets through the secondary limit', async () => {
    await using it = await bench({ issues: 5, rate: 20, burst: 2 })
    await Promise.all(Array.from({ length: 4 }, () => it.feed.changes(DEMO, testCall())))
  })
})

describe('options', () => {
  const values = (given: Partial<Record<keyof GitHubOptions, unknown>>) =>
    ({ url: 'https://api.github.com', rate: 10, ...given }) as GitHubOptions

  it.each([
    [{}, /Nothing is selected: give --repos acme\/app/],
    [{ repos: ['acme'] }, /“acme” is no repository: give --repos/],
    [{ repos: ['acme/app/x'] }, /is no repository/],
    [{ repos: ['acme/..'] }, /is no repository/],
    [{ owner: 'a"b' }, /is no user or organization/],
    [{ owner: 'acme', since: 'soon' }, /“soon” is no day/],
  ])('%j is refused with its remedy', (given, sentence) => {
    expect(() => selectionOf(values(given))).toThrow(sentence)
  })

  it('narrow a search, without its order', () => {
    const selection = selectionOf(values({ query: 'is:open sort:updated-desc', repos: ['a/b', 'c/d'], owner: 'e' }))
    expect(searchText(selection, false)).toBe('is:open repo:a/b repo:c/d user:e')
    expect(searchText(selection, true, 'label:x OR label:y')).toBe(
      'is:open (label:x OR label:y) (repo:a/b OR repo:c/d OR user:e)',
    )
    expect(searchText(selectionOf(values({ query: 'a OR b', repos: ['a/b'] })), true)).toBe('(a OR b) repo:a/b')
  })

  it.each([
    ['https://api.github.com/', 'https://api.github.com'],
    ['https://github.com/', 'https://api.github.com'],
    ['https://ghe.acme.example', 'https://ghe.acme.example/api/v3'],
    ['https://ghe.acme.example/api/v3/', 'https://ghe.acme.example/api/v3'],
    ['https://acme.ghe.com', 'https://api.acme.ghe.com'],
    ['https://api.acme.ghe.com', 'https://api.acme.ghe.com'],
  ])('%s is the API at %s', (given, api) => {
    expect(apiOf(given)).toBe(api)
  })
})
