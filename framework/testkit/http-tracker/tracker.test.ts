import { afterEach, describe, expect, test } from 'vitest'
import type { CollectionDescription, Paging, RunningHttpTracker } from './contract.ts'
import { tracker } from './tracker.ts'

interface Note {
  readonly id: number
  readonly book: string
  readonly text: string
  readonly changed: string
}

const note = (id: number, book: string): Note => ({ id, book, text: `Text ${id}`, changed: '2026-01-01T00:00:00Z' })
const notes = {
  list: '/books/{book}/notes',
  one: '/notes/{id}',
  changed: 'changed',
  items: [note(1, 'home'), note(2, 'home'), note(3, 'at work'), note(4, 'home')],
  brief: ({ id }) => ({ id }),
  make: ({ text }, { parameters, number, at }) => ({
    id: number,
    book: String(parameters.book),
    text: String(text),
    changed: at,
  }),
  editable: ['text'],
  removable: true,
} satisfies CollectionDescription<Note>

let running: RunningHttpTracker<{ notes: typeof notes }> | undefined
afterEach(() => running?.close())

async function start(paging: Paging = { usual: 2 }, token?: string): Promise<string> {
  running = await tracker({
    collections: { notes },
    paging,
    ...(token && { token }),
    routes: { 'GET /books': () => ({ body: ['home', 'at work'] }) },
  })
  return running.url
}

const json = async (url: string, init?: RequestInit): Promise<unknown> => (await fetch(url, init)).json()
const send = (method: string, body?: unknown): RequestInit => ({
  method,
  ...(body === undefined ? {} : { body: JSON.stringify(body) }),
})

describe('a listing', () => {
  test('has the items of its folder, page by page', async () => {
    const url = await start()
    expect(await json(`${url}/books/home/notes`)).toEqual({ items: [{ id: 1 }, { id: 2 }], next: '2', total: 3 })
    expect(await json(`${url}/books/home/notes?page=2`)).toEqual({ items: [{ id: 4 }], total: 3 })
    expect(await json(`${url}/books/at%20work/notes`)).toEqual({ items: [{ id: 3 }], total: 1 })
    expect(await json(`${url}/books`)).toEqual(['home', 'at work'])
  })

  test.each(['offset', 'cursor'] as const)('may go on by %s', async by => {
    const url = await start({ by, size: 'count', usual: 2 })
    const { items, next } = (await json(`${url}/books/home/notes?count=1`)) as { items: unknown[]; next: string }
    expect(items).toEqual([{ id: 1 }])
    const rest = await json(`${url}/books/home/notes?${by}=${next}`)
    expect(rest).toEqual({ items: [{ id: 2 }, { id: 4 }], total: 3 })
  })

  test('cuts sizes that are too large, says the next page as it is told to, and refuses pages that make no sense', async () => {
    const url = await start({
      most: 2,
      body: items => items,
      headers: ({ nextUrl }) => (nextUrl ? { link: `<${nextUrl}>; rel="next"` } : {}),
    })
    const response = await fetch(`${url}/books/home/notes?limit=50`)
    expect(await response.json()).toHaveLength(2)
    expect(response.headers.get('link')).toBe(`<${url}/books/home/notes?limit=50&page=2>; rel="next"`)
    expect((await fetch(`${url}/books/home/notes?page=0`)).status).toBe(400)
  })

  test('is divided as all others, but for what it says itself', async () => {
    const paging: Paging = { body: (found, { next }) => ({ found, after: next }) }
    running = await tracker({
      paging: { usual: 2, by: 'cursor', at: 'after' },
      collections: { notes: { ...notes, paging } },
    })
    const { found, after } = (await json(`${running.url}/books/home/notes`)) as { found: unknown; after: string }
    expect(found).toEqual([{ id: 1 }, { id: 2 }])
    expect(await json(`${running.url}/books/home/notes?after=${after}`)).toEqual({ found: [{ id: 4 }] })
  })

  test('gives what has changed since a time', async () => {
    const url = await start()
    running!.collections.notes.edit({ id: 4 }, { text: 'New' })
    expect(await json(`${url}/books/home/notes?since=${running!.now()}`)).toEqual({ items: [{ id: 4 }], total: 1 })
  })
})

describe('an item', () => {
  test('is made, read, changed and removed', async () => {
    const url = await start()
    expect(await json(`${url}/books/home/notes`, send('POST', { text: 'Made' }))).toMatchObject({ id: 5, book: 'home' })
    expect(await json(`${url}/notes/5`, send('PATCH', { text: 'Other' }))).toMatchObject({ id: 5, text: 'Other' })
    expect(await json(`${url}/notes/5`)).toEqual({ id: 5, book: 'home', text: 'Other', changed: running!.now() })
    expect((await fetch(`${url}/notes/5`, send('PATCH', { id: 6 }))).status).toBe(422)
    expect((await fetch(`${url}/notes/5`, send('DELETE'))).status).toBe(204)
    expect((await fetch(`${url}/notes/5`)).status).toBe(404)
  })

  test('is found by the key of an issue, numbers as text too', async () => {
    await start()
    const { collections } = running!
    const key: Readonly<Record<string, string | number>> = { book: 'home', id: '2' }
    collections.notes.edit(key, { text: 'New' })
    expect(collections.notes.find(key)?.text).toBe('New')
    collections.notes.remove(key)
    expect(collections.notes.all().map(({ id }) => id)).toEqual([1, 3, 4])
  })

  test('has an ETag that moves with it', async () => {
    const url = await start()
    const etag = (await fetch(`${url}/notes/1`)).headers.get('etag')!
    expect((await fetch(`${url}/notes/1`, { headers: { 'if-none-match': etag } })).status).toBe(304)
    running!.collections.notes.edit({ id: 1 }, { text: 'New' })
    expect((await fetch(`${url}/notes/1`, { headers: { 'if-none-match': etag } })).status).toBe(200)
  })
})

describe('trouble', () => {
  test('a wrong token', async () => {
    const url = await start({}, 'right')
    expect((await fetch(`${url}/books`)).status).toBe(401)
    expect((await fetch(`${url}/books`, { headers: { authorization: 'Bearer right' } })).status).toBe(200)
  })

  test('a limit', async () => {
    const url = await start()
    running!.behaviour.perSecond = 0
    const response = await fetch(`${url}/books`)
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '1'])
  })

  test('a status, and connections cut before and after the effect', async () => {
    const url = await start()
    running!.behaviour.fault = ({ method }) => (method === 'GET' ? { status: 503 } : 'cut after')
    expect((await fetch(`${url}/books`)).status).toBe(503)
    await expect(fetch(`${url}/books/home/notes`, send('POST', { text: 'Made' }))).rejects.toThrow()
    expect(running!.collections.notes.find({ id: 5 })?.text).toBe('Made')
    running!.behaviour.fault = () => 'cut before'
    await expect(fetch(`${url}/notes/5`, send('DELETE'))).rejects.toThrow()
    expect(running!.collections.notes.find({ id: 5 })).toBeDefined()
    expect(running!.log).toEqual(['GET /books 503', 'POST /books/home/notes cut after', 'DELETE /notes/5 cut before'])
  })
})
