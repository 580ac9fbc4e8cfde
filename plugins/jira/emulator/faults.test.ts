import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { createClient } from './client.test-support.ts'
import { type Emulate, type Emulator, type EmulatorOptions, startEmulator } from './index.ts'

let emulator: Emulator | undefined
afterEach(() => emulator?.close())

const emulate: Emulate<EmulatorOptions> = startEmulator

async function start(options: EmulatorOptions) {
  emulator = await emulate({ issues: 3, ...options })
  return { ...createClient(emulator), control: emulator.control, url: emulator.url, requests: emulator.requests }
}

const me = '/rest/api/3/myself'

test('Cloud says 429 with its headers, and recovers', async () => {
  const clock = vi.spyOn(performance, 'now').mockReturnValue(1000)
  onTestFinished(() => clock.mockRestore())
  const { get } = await start({ rate: 4, burst: 2 })
  const good = await get(me)
  expect(good.headers.get('x-ratelimit-limit')).toBe('2')
  expect(good.headers.get('x-ratelimit-remaining')).toBe('1')
  await get(me)
  const { status, headers } = await get(me)
  expect(status).toBe(429)
  expect(headers.get('retry-after')).toBe('1')
  expect(headers.get('ratelimit-reason')).toBe('jira-burst-based')
  expect(headers.get('x-ratelimit-remaining')).toBe('0')
  expect(headers.get('x-ratelimit-nearlimit')).toBe('true')
  expect(Date.parse(headers.get('x-ratelimit-reset')!)).toBeGreaterThan(Date.now() - 1000)
  clock.mockReturnValue(1300)
  expect((await get(me)).status).toBe(200)
})

test('Data Center says 429 in its own words', async () => {
  const { get } = await start({ flavour: 'data-center', rate: 1, burst: 1 })
  await get('/rest/api/2/myself')
  const { status, headers } = await get('/rest/api/2/myself')
  expect(status).toBe(429)
  expect(headers.get('x-ratelimit-fillrate')).toBe('1')
  expect(headers.get('x-ratelimit-interval-seconds')).toBe('1')
  expect(headers.get('ratelimit-reason')).toBeNull()
})

test.each([
  ['429', 429],
  ['500', 500],
  ['503', 503],
  ['401', 401],
] as const)('fault %s', async (kind, status) => {
  const { get } = await start({ faults: { rate: 1, kinds: [kind], times: 1 } })
  const bad = await get(me)
  expect(bad.status).toBe(status)
  if (kind === '429') expect(bad.headers.get('retry-after')).toBe('1')
  expect((await get(me)).status).toBe(200)
})

test('fault cut: the write is done, its answer is lost', async () => {
  const { post, get, requests } = await start({ faults: { rate: 1, kinds: ['cut'], only: 'POST', times: 1 } })
  const fields = { project: { key: 'DEMO' }, issuetype: { name: 'Task' }, summary: 'Once' }
  await expect(post('/rest/api/3/issue', { fields })).rejects.toThrow()
  expect((await get('/rest/api/3/issue/DEMO-4')).json.fields.summary).toBe('Once')
  expect(requests.recent[0]).toMatchObject({ method: 'POST', status: 0 })
})

test('fault drop: the write is not done', async () => {
  const { post, get } = await start({ faults: { rate: 1, kinds: ['drop'], only: 'POST', times: 1 } })
  const fields = { project: { key: 'DEMO' }, issuetype: { name: 'Task' }, summary: 'Never' }
  await expect(post('/rest/api/3/issue', { fields })).rejects.toThrow()
  expect((await get('/rest/api/3/issue/DEMO-4')).status).toBe(404)
})

test('fault slow, fault hang and fault garbage', async () => {
  const { get, control, url } = await start({ faults: { rate: 1, kinds: ['slow'], slow: 150 } })
  const before = performance.now()
  expect((await get(me)).status).toBe(200)
  expect(performance.now() - before).toBeGreaterThan(140)
  control.faults({ rate: 1, kinds: ['hang'] })
  await expect(fetch(url + me, { signal: AbortSignal.timeout(100) })).rejects.toThrow(/timeout/)
  control.faults({ rate: 1, kinds: ['garbage'] })
  await expect(get(me)).rejects.toThrow(/JSON/)
  control.faults(undefined)
  expect((await get(me)).status).toBe(200)
})

test('faults come at their rate, the same each time', async () => {
  const outcome = async () => {
    const { get } = await start({ faults: { rate: 0.3, kinds: ['500'], seed: 7 } })
    const statuses: number[] = []
    for (let count = 0; count < 60; count++) statuses.push((await get(me)).status)
    await emulator?.close()
    return statuses
  }
  const first = await outcome()
  const bad = first.filter(status => status === 500).length
  expect(bad).toBeGreaterThan(8)
  expect(bad).toBeLessThan(30)
  expect(await outcome()).toEqual(first)
})

test('offline breaks every connection and keeps the port', async () => {
  const { get, control } = await start({})
  expect((await get(me)).status).toBe(200)
  control.offline(true)
  await expect(get(me)).rejects.toThrow()
  control.offline(false)
  expect((await get(me)).status).toBe(200)
})

test('latency holds each answer back', async () => {
  const { get, control } = await start({})
  control.latency(80)
  const before = performance.now()
  await get(me)
  expect(performance.now() - before).toBeGreaterThan(75)
})

test('without credentials, or with the wrong token, the answer is 401', async () => {
  const { url } = await start({ token: 'secret' })
  const status = async (authorization: string) => (await fetch(url + me, { headers: { authorization } })).status
  const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`
  const bare = await fetch(url + me)
  expect(bare.status).toBe(401)
  expect(bare.headers.get('www-authenticate')).toContain('OAuth')
  expect(await bare.text()).toBe('Client must be authenticated to access this resource.')
  expect(await status(basic('mona@example.test:wrong'))).toBe(401)
  expect(await status(basic('mona@example.test:secret'))).toBe(200)
  expect(await status('Bearer secret')).toBe(200)
})

test('unknown paths are 404, unknown methods 405', async () => {
  const { get, remove, requests } = await start({})
  expect((await get('/rest/api/3/nothing')).status).toBe(404)
  expect((await get('/rest/api/4/myself')).status).toBe(404)
  expect((await remove(me)).status).toBe(405)
  expect(requests.counts).toEqual({ 'GET *': 2, 'DELETE /rest/api/3/myself': 1 })
  expect(requests.total).toBe(3)
})

test('close ends requests under way', async () => {
  const { url } = await start({ faults: { rate: 1, kinds: ['hang'] } })
  const pending = expect(fetch(url + me)).rejects.toThrow()
  await new Promise(resolve => setTimeout(resolve, 50))
  await emulator?.close()
  await pending
})
