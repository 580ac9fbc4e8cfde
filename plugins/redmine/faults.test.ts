import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { isSourceError } from 'issuefs/source'
import { expect, it } from 'vitest'
import { testCall } from './call.test-support.ts'
import { startEmulator } from './emulator/index.ts'
import type { Issue } from './model/issue.ts'
import { allItems, idsOf, openSession, pollAll } from './session.test-support.ts'

const call = testCall()
const problemOf = async (attempt: Promise<unknown>) => {
  const error = await attempt.then(
    () => undefined,
    thrown => thrown,
  )
  return isSourceError(error) ? { kind: error.kind, sentence: error.message } : error
}

it('asks again when an answer breaks off', async () => {
  const emulator = await startEmulator({ issues: 250, projects: ['demo'] })
  const { feed, issues } = openSession({ url: emulator.url, projects: ['demo'], key: 'k' })
  emulator.control.faults({ rate: 0.15, kinds: ['cut', 'garbage', 'drop', '500'], seed: 3, times: 20 })
  const items = await allItems(from => feed.list!({}, call, from))
  expect(idsOf(items)).toHaveLength(250)
  const gots = await issues.fetch(items.slice(0, 40) as never, call)
  expect(gots.every(got => got.status === 'fresh')).toBe(true)
  await emulator.close()
})

it('misses nothing of a listing from which issues vanish', async () => {
  const emulator = await startEmulator({ issues: 1000, projects: ['demo'] })
  const { feed } = openSession({ url: emulator.url, projects: ['demo'], key: 'k' })
  const found = new Set<number>()
  let from: string | undefined
  const removed: number[] = []
  do {
    const page = await feed.list!({}, call, from)
    for (const id of idsOf(page.items)) found.add(id)
    for (const id of idsOf(page.items).slice(0, 5)) {
      if (removed.length >= 25) break
      emulator.control.remove(String(id))
      removed.push(id)
    }
    from = page.next
  } while (from !== undefined)
  const left = await allItems(next => feed.sweep!({}, call, next))
  expect(idsOf(left).filter(id => !found.has(id))).toEqual([])
  await emulator.close()
})

it('reads a poll of several pages to its end', async () => {
  const emulator = await startEmulator({ issues: 300, projects: ['demo'] })
  const { feed } = openSession({ url: emulator.url, key: 'k' })
  const { next } = await feed.changes({}, call)
  for (let id = 1; id <= 250; id += 1) emulator.control.edit(String(id), { subject: 'Edited' })
  const { changes, next: after } = await pollAll(feed, call, next)
  expect(idsOf(changes as never)).toEqual(Array.from({ length: 250 }, (_, at) => at + 1))
  emulator.advance(5000)
  const again = await pollAll(feed, call, after)
  expect((await pollAll(feed, call, again.next)).changes).toEqual([])
  await emulator.close()
})

it('says which statuses close an issue where Redmine does not', async () => {
  const emulator = await startEmulator({ issues: 0, projects: ['demo'], saysClosed: false })
  const { feed, issues } = openSession({ url: emulator.url, projects: ['demo'], key: 'k' })
  const id = Number(emulator.control.create('demo', { status_id: 5 }))
  const [got] = await issues.fetch([{ key: { project: 'demo', id } }], call)
  expect((got as { entity: Issue }).entity.closed).toBe(true)
  expect((await feed.list!({}, call)).items[0]?.entity).toMatchObject({ closed: true })
  await emulator.close()
})

it('says who switches the REST API on', async () => {
  const emulator = await startEmulator({ issues: 0, restApi: false })
  const { kind, sentence } = await problemOf(openSession({ url: emulator.url, key: 'k' }).session.connect!(call))
  expect(kind).toBe('denied')
  expect(sentence).toContain('Enable REST web service')
  await emulator.close()
})

it('doubts the address where a web page answers, and says offline when nobody does', async () => {
  const server = createServer((_, response) => response.setHeader('content-type', 'text/html').end('<html>Hello'))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  for (const key of ['k', '']) {
    const { kind, sentence } = await problemOf(openSession({ url, key }).session.connect!(call))
    expect(kind).toBe('invalid')
    expect(sentence).toContain(`There is no Redmine at ${url}`)
  }
  await new Promise(resolve => server.close(resolve))
  const nobody = openSession({ url: 'http://127.0.0.1:9', key: 'k' })
  expect(await problemOf(nobody.session.connect!(call))).toMatchObject({ kind: 'offline' })
})

it('takes no cursor that is not its own', async () => {
  const { feed } = openSession({ url: 'http://127.0.0.1:9', projects: ['demo'] })
  expect(await problemOf(feed.changes({}, call, 'nonsense'))).toMatchObject({ kind: 'invalid' })
  expect(await problemOf(feed.list!({}, call, 'nonsense'))).toMatchObject({ kind: 'invalid' })
})
