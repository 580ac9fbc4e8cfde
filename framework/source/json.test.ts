import { expect, test } from 'vitest'
import type { Call } from './call.ts'
import { json } from './json.ts'

/** A call that answers with a text, and the addresses it was asked for. */
function answering(text: string): { readonly call: Call; readonly asked: string[] } {
  const asked: string[] = []
  const fetch: Call['fetch'] = async url => {
    asked.push(String(url))
    return new Response(text)
  }
  return { call: { signal: new AbortController().signal, priority: 'waiting', fetch }, asked }
}

test('a query is added to the address, without what is undefined', async () => {
  const { call, asked } = answering('{"items":[1]}')
  const query = { page: 2, since: undefined, text: 'a & b', all: true, sort: 'own' }
  expect(await json(call, 'https://tracker.example.com/issues?sort=asc&limit=5', { query })).toEqual({ items: [1] })
  await json(call, 'https://tracker.example.com/me')
  expect(asked).toEqual([
    'https://tracker.example.com/issues?sort=own&limit=5&page=2&text=a+%26+b&all=true',
    'https://tracker.example.com/me',
  ])
})

test('what is no address is left to the call to refuse', async () => {
  const { call, asked } = answering('{}')
  await json(call, 'tracker', { query: { page: 2 } })
  expect(asked).toEqual(['tracker'])
})

test('what is no JSON is an error that names the address without its query', async () => {
  const { call } = answering('<html>')
  await expect(json(call, 'https://tracker.example.com/me', { query: { key: 'secret' } })).rejects.toMatchObject({
    kind: 'unexpected',
    message: 'https://tracker.example.com/me did not answer with JSON.',
  })
})
