import { afterAll, beforeAll, expect, it } from 'vitest'
import { createHand } from '../hand.test-support.ts'
import { JANE_KEY } from './data/vocabulary.ts'
import { type RedmineEmulator, startEmulator } from './index.ts'

let emulator: RedmineEmulator
beforeAll(async () => {
  emulator = await startEmulator({ issues: 0, token: 'admin-key' })
})
afterAll(() => emulator.close())

async function put(id: number, body: string, headers: Readonly<Record<string, string>> = {}) {
  const response = await fetch(`${emulator.url}/issues/${id}.json`, {
    method: 'PUT',
    headers: { 'X-Redmine-API-Key': 'admin-key', 'Content-Type': 'application/json', ...headers },
    body,
  })
  const text = await response.text()
  return { status: response.status, errors: text === '' ? undefined : (JSON.parse(text) as { errors: unknown }).errors }
}

it.each([
  [{ custom_fields: [{ id: 1, value: 'awful' }] }, 'Severity is not included in the list'],
  [{ custom_fields: [{ id: 4, value: 'maybe' }] }, 'Triaged is not included in the list'],
  [{ assigned_to_id: 99 }, 'Assignee is invalid'],
  [{ assigned_to_id: 1 }, 'Assignee is invalid'],
  [{ fixed_version_id: 99 }, 'Target version is not included in the list'],
  [{ priority_id: 99 }, 'Priority cannot be blank'],
  [{ due_date: '31.1.2026' }, 'Due date is not a valid date'],
  [{ subject: 'x'.repeat(256) }, 'Subject is too long (maximum is 255 characters)'],
  [{ parent_issue_id: 99_999 }, 'Parent task is invalid'],
  [{ uploads: [{ token: '1.nonsense' }] }, '1 file(s) could not be saved.'],
])('refuses %j', async (issue, error) => {
  const id = Number(emulator.control.create('demo', {}))
  expect(await put(id, JSON.stringify({ issue }))).toEqual({ status: 422, errors: [error] })
})

it('takes these without a word, and without doing anything but to move the time', async () => {
  const hand = createHand(emulator.url, 'admin-key')
  const id = await hand.create('demo', { subject: 'Kept' })
  const read = async () => (await hand.read(`/issues/${id}.json?include=journals`)).issue as unknown as Issue
  interface Issue {
    readonly subject: string
    readonly status: { readonly id: number }
    readonly journals: readonly unknown[]
  }
  expect(await put(id, JSON.stringify({ issue: { status_id: 999 } }))).toMatchObject({ status: 204 })
  expect(await put(id, JSON.stringify({ issue: { nonsense: 1 } }))).toMatchObject({ status: 204 })
  const untyped = { 'Content-Type': 'text/plain' }
  expect(await put(id, JSON.stringify({ issue: { subject: 'Lost' } }), untyped)).toMatchObject({ status: 204 })
  const jane = { 'X-Redmine-API-Key': JANE_KEY }
  expect(await put(id, JSON.stringify({ issue: { subject: 'Hers' } }), jane)).toMatchObject({ status: 204 })
  expect(await read()).toMatchObject({ subject: 'Kept', status: { id: 1 }, journals: [] })
})

it('refuses broken JSON, and everything from nobody', async () => {
  const id = Number(emulator.control.create('demo', {}))
  expect((await put(id, '{broken')).status).toBe(400)
  expect((await put(id, '{"issue":{"notes":"x"}}', { 'X-Redmine-API-Key': '' })).status).toBe(401)
  expect((await put(999_999, '{"issue":{"notes":"x"}}')).status).toBe(404)
})
