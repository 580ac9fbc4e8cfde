import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Emulator, startEmulator } from './index.ts'

const TOKEN = { authorization: 'token abc' }

describe('REST as the emulator speaks it', () => {
  let emulator: Emulator
  const get = (path: string, headers: Record<string, string> = TOKEN) =>
    fetch(`${emulator.url}${path}`, { headers, redirect: 'manual' })
  const json = async (path: string) => (await get(path)).json() as Promise<Record<string, unknown>[]>

  beforeAll(async () => {
    emulator = await startEmulator({ issues: 250, projects: ['acme/demo', 'acme/web'] })
  })
  afterAll(() => emulator.close())

  it('pages with Link', async () => {
    const first = await get('/repos/acme/demo/issues?state=all&per_page=100')
    expect(await first.json()).toHaveLength(100)
    expect(first.headers.get('link')).toMatch(/page=2>; rel="next", <.*page=2>; rel="last"/)
    const second = await get('/repos/acme/demo/issues?state=all&per_page=100&page=2')
    expect(await second.json()).toHaveLength(25)
    expect(second.headers.get('link')).toMatch(/rel="prev"/)
  })

  it('filters by state and by time, and sorts', async () => {
    const open = await json('/repos/acme/demo/issues?per_page=100')
    expect(open.every(issue => issue.state === 'open')).toBe(true)
    const since = String((await json('/repos/acme/demo/issues?state=all&sort=updated&per_page=10')).at(-1)?.updated_at)
    const found = await json(`/repos/acme/demo/issues?state=all&sort=updated&direction=asc&since=${since}`)
    expect(found.length).toBeGreaterThanOrEqual(10)
    expect(found.map(issue => String(issue.updated_at))).toEqual(
      found.map(issue => String(issue.updated_at)).toSorted(),
    )
    expect(found[0]?.updated_at).toBe(since)
  })

  it('answers 304 to who has the version, for free, and bound to token and address', async () => {
    const path = '/repos/acme/demo/issues?state=all'
    const first = await get(path)
    const etag = first.headers.get('etag')!
    const used = Number(first.headers.get('x-ratelimit-used'))
    const again = await get(path, { ...TOKEN, 'if-none-match': etag })
    expect(again.status).toBe(304)
    expect(Number(again.headers.get('x-ratelimit-used'))).toBe(used)
    expect((await get(path, { authorization: 'token other', 'if-none-match': etag })).status).toBe(200)
    expect((await get(`${path}&page=1`, { ...TOKEN, 'if-none-match': etag })).status).toBe(200)
    emulator.control.react('acme/demo#3', 'heart')
    emulator.control.edit('acme/demo#125', { title: 'x' })
    expect((await get(path, { ...TOKEN, 'if-none-match': etag })).status).toBe(200)
  })

  it('answers 401, 404, 410 and 301 as GitHub does', async () => {
    expect((await get('/user', {})).status).toBe(401)
    expect((await get('/repos/acme/none/issues')).status).toBe(404)
    expect((await get('/repos/acme/demo/issues/9999')).status).toBe(404)
    emulator.control.remove('acme/demo#10')
    expect((await get('/repos/acme/demo/issues/10')).status).toBe(410)
    const moved = emulator.control.move('acme/demo#11', 'acme/web')
    const redirect = await get('/repos/acme/demo/issues/11')
    expect(redirect.status).toBe(301)
    const target = (await (await fetch(redirect.headers.get('location')!, { headers: TOKEN })).json()) as {
      number: number
    }
    expect(`acme/web#${target.number}`).toBe(moved)
    emulator.control.rename('acme/web', 'site')
    expect((await get('/api/v3/repos/acme/web/issues?state=all')).headers.get('location')).toMatch(
      /\/api\/v3\/repositories\/\d+\/issues\?state=all$/,
    )
  })

  it('gives a transferred issue a new identity', async () => {
    const [before] = [await json('/repos/acme/demo/issues/20')] as unknown as [{ id: number }]
    const key = emulator.control.move('acme/demo#20', 'acme/away')
    const after = (await json(`/repos/${key.replace('#', '/issues/')}`)) as unknown as { id: number }
    expect(after.id).not.toBe(before.id)
  })
})

describe('limits', () => {
  it('tell in their headers what is left, and refuse with 403 and in GraphQL with 200', async () => {
    await using stack = new AsyncDisposableStack()
    const emulator = await startEmulator({ issues: 1, hourly: 2 })
    stack.defer(() => emulator.close())
    const get = () => fetch(`${emulator.url}/user`, { headers: TOKEN })
    expect((await get()).headers.get('x-ratelimit-remaining')).toBe('1')
    await get()
    const refused = await get()
    expect(refused.status).toBe(403)
    expect(refused.headers.get('x-ratelimit-remaining')).toBe('0')
    expect(Number(refused.headers.get('x-ratelimit-reset')) * 1000).toBeGreaterThan(Date.now())
    const ask = () =>
      fetch(`${emulator.url}/graphql`, { method: 'POST', headers: TOKEN, body: '{"query":"{viewer{login}}"}' })
    await ask()
    await ask()
    const limited = await ask()
    expect([limited.status, await limited.json()]).toMatchObject([200, { errors: [{ type: 'RATE_LIMITED' }] }])
  })

  it('refuse who asks too fast with 429 and Retry-After', async () => {
    await using stack = new AsyncDisposableStack()
    const emulator = await startEmulator({ issues: 1, rate: 1, burst: 1 })
    stack.defer(() => emulator.close())
    const answers = await Promise.all([1, 2].map(() => fetch(`${emulator.url}/user`, { headers: TOKEN })))
    const slow = answers.find(({ status }) => status === 429)
    expect(slow?.headers.get('retry-after')).toBe('1')
  })
})
