import type { Call } from 'issuefs/source'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { testCall } from '../call.test-support.ts'
import { type RedmineEmulator, startEmulator } from '../emulator/index.ts'
import { createHand } from '../hand.test-support.ts'
import { openSession } from '../session.test-support.ts'
import { find, front, save } from './saving.test-support.ts'

let emulator: RedmineEmulator
beforeAll(async () => {
  emulator = await startEmulator({ issues: 0 })
})
afterAll(() => emulator.close())

/** A call whose answers are changed on their way. */
function answering(change: (url: string, init: string | undefined, response: Response) => Promise<Response>): Call {
  const call = testCall()
  return { ...call, fetch: async (url, init) => change(String(url), init?.method, await call.fetch(url, init)) }
}

/** As where an administrator has people shown by their last name first. */
const lastNameFirst = answering(async (url, _, response) => {
  const text = await response.text()
  const isMe = url.includes('/users/current.json')
  const body = isMe ? text : text.replaceAll('Redmine Admin', 'Admin, Redmine')
  return new Response(response.status === 204 ? null : body, { status: response.status, headers: response.headers })
})

it('nobody without a key can write', () => {
  const { issues, attachments } = openSession({ url: emulator.url })
  expect([issues.write, attachments.create]).toEqual([undefined, undefined])
})

it('whoever watches goes on to, however people are called', async () => {
  const hand = createHand(emulator.url, 'k')
  const id = await hand.create('demo', {})
  await hand.watch(id, 1)
  await hand.watch(id, 5)
  const { issues } = openSession({ url: emulator.url, key: 'k' })
  const found = await find(issues, 'demo', id, lastNameFirst)
  expect(found.document.front.watchers).toEqual(['Admin, Redmine', 'Jane Dev'])
  const saved = await save(issues, found, front('watchers', '["Admin, Redmine"]'), lastNameFirst)
  expect(saved.document.front.watchers).toEqual(['Admin, Redmine'])
  const gone = await save(issues, saved, front('watchers', '[Jane Dev]'), lastNameFirst)
  expect(gone.document.front.watchers).toEqual(['Jane Dev'])
  const back = await save(issues, gone, front('watchers', '[Jane Dev, "Admin, Redmine"]'), lastNameFirst)
  expect(back.document.front.watchers).toEqual(expect.arrayContaining(['Admin, Redmine', 'Jane Dev']))
})

it('a Redmine that lets no program edit notes is no refused key', async () => {
  const id = Number(emulator.control.create('demo', {}))
  const hand = createHand(emulator.url, 'k')
  await hand.note(id, 'My note')
  const { issues } = openSession({ url: emulator.url, key: 'k' })
  const found = await find(issues, 'demo', id, testCall())
  const before5 = answering(async (url, _, response) =>
    url.includes('/journals/') ? new Response(null, { status: 401 }) : response,
  )
  const editing = save(issues, found, text => text.replace('My note', 'Our note'), {
    ...before5,
    fetch: (url, init) => before5.fetch(url, { ...init, accept: 'any' }),
  })
  await expect(editing).rejects.toMatchObject({
    kind: 'denied',
    status: undefined,
    message: expect.stringContaining('lets no program edit notes'),
  })
})
