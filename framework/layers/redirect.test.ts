import { expect, test } from 'vitest'
import type { Exchange, Fetcher } from './fetcher.ts'
import { answer, exchange, listen, listenInTurn, patient } from './fixtures/loopback.ts'
import { redirect } from './redirect.ts'
import { createTransport } from './transport.ts'

const fetcher = redirect(createTransport())
const headers = { authorization: 'Bearer hunter2', 'x-key': 'hunter2', accept: 'text/plain' }

function to(location: string, status = 302) {
  return answer(status, {}, { location })
}

test('within the origin, credentials go along', async () => {
  const { origin, requests } = await listenInTurn(to('/second?a=b', 307), answer(200))
  const response = await fetcher(exchange(`${origin}/first`, { headers }), patient())
  expect(response).toMatchObject({ status: 200, url: `${origin}/second?a=b` })
  expect(requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer hunter2', 'Bearer hunter2'])
})

test('to another origin they do not, and not back again either', async () => {
  const home = await listen((request, response) =>
    (request.url === '/first' ? to(`${away.origin}/away`) : answer(200))(response),
  )
  const away = await listen((_request, response) => to(`${home.origin}/back`)(response))
  expect((await fetcher(exchange(`${home.origin}/first`, { headers }), patient())).status).toBe(200)
  expect(JSON.stringify(away.requests.map(({ headers }) => headers))).not.toContain('hunter2')
  expect(away.requests[0]?.headers.accept).toBe('text/plain')
  expect(home.requests[1]?.headers).not.toHaveProperty('authorization')
})

test('another origin costs nothing here', async () => {
  const costs: number[] = []
  const next: Fetcher = async ({ url, cost }: Exchange) => {
    costs.push(cost)
    return url.host === 'a.test' ? Response.redirect('https://b.test/') : new Response()
  }
  await redirect(next)(exchange('https://a.test/'), patient())
  expect(costs).toEqual([1, 0])
})

test('five at most', async () => {
  const { origin, requests } = await listen((_request, response) => to('/again')(response))
  await expect(fetcher(exchange(`${origin}/first`), patient())).rejects.toThrow('redirected more than 5 times')
  expect(requests).toHaveLength(6)
})

test('never from https to http', async () => {
  const next: Fetcher = async () => Response.redirect('http://tracker.test/a?token=hunter2')
  const failed = redirect(next)(exchange('https://tracker.test/'), patient())
  await expect(failed).rejects.toMatchObject({ kind: 'denied', message: expect.not.stringContaining('hunter2') })
})

test.for([
  ['a POST', { method: 'POST' }, 302],
  ['a status that is accepted', { accept: [301] }, 301],
] as const)('%s is given back as it is', async ([, init, status]) => {
  const { origin, requests } = await listen((_request, response) => to('/elsewhere', status)(response))
  expect((await fetcher(exchange(origin, init), patient())).status).toBe(status)
  expect(requests).toHaveLength(1)
})

test('304 is an answer', async () => {
  const { origin } = await listen((_request, response) => response.writeHead(304, { location: '/' }).end())
  expect((await fetcher(exchange(origin), patient())).status).toBe(304)
})
