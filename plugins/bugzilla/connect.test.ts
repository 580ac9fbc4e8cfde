import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { isSourceError } from 'issuefs/source'
import { describe, expect, it } from 'vitest'
import { testCall } from './call.test-support.ts'
import { bench, FLAVOURS, openSession } from './reading.test-support.ts'

const call = testCall()
const problemOf = async (attempt: Promise<unknown>) => {
  const error = await attempt.then(
    () => undefined,
    thrown => thrown,
  )
  return isSourceError(error) ? { kind: error.kind, sentence: error.message } : error
}

describe.each(FLAVOURS)('connecting (%s)', flavour => {
  it('says what it found, and as whom', async () => {
    await using it = await bench({ flavour, issues: 3 }, { products: ['demo'], login: 'mona@example.test' })
    expect(await it.session.connect!(call)).toEqual({
      instance: it.emulator.url,
      account: { id: 'mona@example.test', name: 'mona@example.test' },
      summary: `Bugzilla ${flavour === 'bmo' ? '20260114.1, like bugzilla.mozilla.org' : '5.2+'}, as mona@example.test`,
    })
  })

  it('reads anonymously where no key is given', async () => {
    await using it = await bench({ flavour, issues: 3 }, { key: undefined as never })
    const connection = await it.session.connect!(call)
    expect(connection).not.toHaveProperty('account')
    expect(connection.summary).toContain('anonymous')
  })

  it('names the remedy for a refused key, and not the key', async () => {
    for (const extra of [{ products: ['Demo'] }, {}, { query: 'component=Core' }]) {
      await using it = await bench({ flavour, issues: 1, token: 'right' }, { key: 'wrong-key', ...extra })
      const { kind, sentence } = await problemOf(it.session.connect!(call))
      expect(kind).toBe('denied')
      expect(sentence).toContain('BUGZILLA_API_KEY')
      expect(sentence).not.toContain('wrong-key')
    }
  })

  it('names the nearest products for an unknown one', async () => {
    await using it = await bench({ flavour, issues: 2, projects: ['Widget', 'Website'] }, { products: ['Wigdet'] })
    const { kind, sentence } = await problemOf(it.session.connect!(call))
    expect(kind).toBe('not-found')
    expect(sentence).toMatch(/no product “Wigdet” at .*: the nearest are Widget, Website/)
  })

  it('names the nearest saved searches for an unknown one', async () => {
    await using it = await bench({ flavour, issues: 2 }, { saved: 'My opn bugs', login: 'mona@example.test' })
    const { kind, sentence } = await problemOf(it.session.connect!(call))
    expect(kind).toBe('not-found')
    expect(sentence).toContain('the nearest are My open bugs')
  })

  it('doubts the address where no Bugzilla answers', async () => {
    await using it = await bench({ flavour, issues: 1 })
    const elsewhere = openSession(it.emulator, { url: `${it.emulator.url}/bugs` })
    const { kind, sentence } = await problemOf(elsewhere.connect!(call))
    expect(kind).toBe('invalid')
    expect(sentence).toContain('BUGZILLA_URL')
  })
})

it('tells accounts of a stock server apart without a login name, and not by their keys', async () => {
  await using it = await bench({ issues: 1 }, { key: 'first-key' })
  const accountOf = async (key: string) => (await openSession(it.emulator, { key }).connect!(call)).account!
  const [first, again, second] = [await accountOf('first-key'), await accountOf('first-key'), await accountOf('other')]
  expect(first).toEqual(again)
  expect(first.id).not.toBe(second.id)
  expect(first.id).not.toContain('first-key')
})

it('refuses a login name that the key does not belong to', async () => {
  await using it = await bench({ issues: 1 }, { login: 'eve@example.test', products: ['Demo'] })
  expect(await problemOf(it.session.connect!(call))).toMatchObject({ kind: 'denied' })
})

it('wants a login name for saved searches of a stock server', async () => {
  await using it = await bench({ issues: 1 }, { saved: 'Core' })
  const { kind, sentence } = await problemOf(it.session.connect!(call))
  expect(kind).toBe('invalid')
  expect(sentence).toContain('BUGZILLA_LOGIN')
})

it.each([
  ['a web page', { status: 200, type: 'text/html', body: '<html>Hello</html>' }],
  ['other JSON', { status: 200, type: 'application/json', body: '{"hello": 1}' }],
  ['a missing page', { status: 404, type: 'text/html', body: 'nothing' }],
])('doubts the address where %s answers', async (_, { status, type, body }) => {
  const { url, close } = await serve(status, { 'content-type': type }, body)
  const session = openSession({ url, env: {} } as never)
  const { kind, sentence } = await problemOf(session.connect!(call))
  await close()
  expect(kind).toBe('invalid')
  expect(sentence).toContain(`There is no Bugzilla with a REST interface at ${url}`)
})

it('does not follow a redirect, whose address would carry the key', async () => {
  const { url, close } = await serve(301, { location: 'https://evil.example/rest/bug?api_key=secret' }, '')
  const session = openSession({ url, env: {} } as never, { key: 'secret', flavour: 'stock' })
  const { kind, sentence } = await problemOf(session.feeds![0]!.changes({}, call))
  await close()
  expect(kind).toBe('invalid')
  expect(sentence).toContain('https://evil.example')
  expect(sentence).not.toContain('secret')
})

it('says offline when nobody answers', async () => {
  const session = openSession({ url: 'http://127.0.0.1:9', env: {} } as never)
  expect(await problemOf(session.connect!(call))).toMatchObject({ kind: 'offline' })
})

async function serve(status: number, headers: Record<string, string>, body: string) {
  const server = createServer((_, response) => response.writeHead(status, headers).end(body))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const close = () => new Promise(resolve => server.close(resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close }
}
