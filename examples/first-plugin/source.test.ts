import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { testSource } from 'issuefs/testkit'
import notes from './first-plugin.ts'

const stored = Array.from({ length: 5 }, (_, at) => ({
  id: at + 1,
  title: `Note ${at + 1}`,
  text: 'Some *text*.\n\n## Comments\n',
  author: 'alice',
  done: at === 1,
  changed: '2026-01-02T03:04:05Z',
}))

/** One notebook of five notes, two on a page. */
function answer(path: string): unknown {
  const { pathname, searchParams } = new URL(path, 'http://localhost')
  if (pathname === '/notebooks') return ['home']
  if (pathname.startsWith('/notes/')) return stored.find(({ id }) => pathname === `/notes/${id}`)
  const page = Number(searchParams.get('page'))
  return { notes: stored.slice(page * 2 - 2, page * 2), ...(page < 3 ? { next: page + 1 } : {}) }
}

testSource({
  source: notes,
  async start() {
    const server = createServer((request, response) => {
      const found = answer(request.url!)
      response.writeHead(found === undefined ? 404 : 200, { 'content-type': 'application/json' })
      response.end(JSON.stringify(found ?? {}))
    })
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    return {
      options: { url: `http://127.0.0.1:${port}`, token: undefined },
      close() {
        server.closeAllConnections()
        server.close()
      },
    }
  },
})
