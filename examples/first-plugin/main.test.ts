import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mountMemory } from 'issuefs/testkit'
import { afterEach, beforeEach, expect, test } from 'vitest'
import notes from './first-plugin.ts'

interface Stored {
  id: number
  title: string
  text: string
  author: string
  done: boolean
  changed: string
}

const token = 'a-token-of-the-test'
let stored: Record<string, Stored[]>
let server: Server
let url: string
let requests: string[]

/** The web service of the example: notebooks of notes, two on a page. */
function answer(path: string): unknown {
  const { pathname, searchParams } = new URL(path, 'http://localhost')
  const [, kind, name] = pathname.split('/').map(decodeURIComponent)
  if (kind === 'notebooks' && name === undefined) return Object.keys(stored)
  if (kind === 'notes')
    return Object.values(stored)
      .flat()
      .find(({ id }) => id === Number(name))
  const page = Number(searchParams.get('page'))
  const all = stored[name ?? '']
  return all && { notes: all.slice(page * 2 - 2, page * 2), ...(all.length > page * 2 ? { next: page + 1 } : {}) }
}

beforeEach(async () => {
  const note = (id: number, title: string, done = false): Stored => ({
    id,
    title,
    text: `Text of *${title}*.`,
    author: 'alice',
    done,
    changed: '2026-01-02T03:04:05Z',
  })
  stored = { home: [note(1, 'Buy milk'), note(2, 'Old', true), note(3, 'Third')], 'at work': [note(7, 'Call Bob')] }
  requests = []
  server = createServer((request, response) => {
    requests.push(request.url!)
    const found = request.headers.authorization === `Bearer ${token}` ? answer(request.url!) : undefined
    response.writeHead(found === undefined ? 404 : 200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(found ?? {}))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterEach(() => {
  server.closeAllConnections()
  server.close()
})

test('notes are Markdown files in a folder for each notebook, read to the last page', async () => {
  await using mount = await mountMemory(notes, { url, token })
  const { vol } = mount
  expect(vol.readdirSync('/')).toEqual(['README.md', 'at work', 'home'])
  expect(vol.readdirSync('/home')).toEqual(['1.md', '2.md', '3.md', 'index.md'])
  expect(vol.readFileSync('/home/1.md', 'utf8')).toMatch(
    /^---\nkey: 1\nstatus: open\nauthor: alice\nupdated: 2026-01-02T03:04:05Z\nrevision: .*\n---\n\n# Buy milk\n\nText of \*Buy milk\*\.\n$/,
  )
  expect(vol.statSync('/home/1.md').mtime).toEqual(new Date('2026-01-02T03:04:05Z'))
  expect(vol.readFileSync('/home/index.md', 'utf8')).toContain('- [1](1.md) · open · - · 2026-01-02 · Buy milk\n')
})

test('a refresh brings what is new and takes what is gone', async () => {
  await using mount = await mountMemory(notes, { url, token })
  stored.home![0] = { ...stored.home![0]!, text: 'Two bottles.', changed: '2026-02-02T03:04:05Z' }
  stored.home!.splice(1, 1)
  stored.home!.push({ ...stored.home![0]!, id: 9, title: 'New' })
  stored.empty = []
  delete stored['at work']
  await mount.refresh()
  expect(mount.vol.readdirSync('/')).toEqual(['README.md', 'empty', 'home'])
  expect(mount.vol.readdirSync('/home')).toEqual(['1.md', '3.md', '9.md', 'index.md'])
  expect(mount.vol.readFileSync('/home/1.md', 'utf8')).toContain('Two bottles.')
})

test('it costs one request for the notebooks and one for each page', async () => {
  await using _mount = await mountMemory(notes, { url, token })
  expect(requests.sort()).toEqual([
    '/notebooks',
    '/notebooks/at%20work?page=1',
    '/notebooks/home?page=1',
    '/notebooks/home?page=2',
  ])
})
