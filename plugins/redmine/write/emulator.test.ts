import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testCall } from '../call.test-support.ts'
import type { Ground } from '../cases/ground.test-support.ts'
import { JANE_KEY } from '../emulator/data/vocabulary.ts'
import { type RedmineEmulator, startEmulator } from '../emulator/index.ts'
import { openSession } from '../session.test-support.ts'
import { writeCases } from './cases.test-support.ts'
import { find } from './saving.test-support.ts'

describe('writing to the emulator', () => {
  let emulator: RedmineEmulator
  let ground: Ground
  beforeAll(async () => {
    emulator = await startEmulator({ issues: 0, token: 'admin-key' })
    ground = {
      url: emulator.url,
      adminKey: 'admin-key',
      janeKey: JANE_KEY,
      query: '1',
      grouped: '2',
      wait: async milliseconds => emulator.advance(milliseconds),
    }
  })
  afterAll(() => emulator.close())

  writeCases(() => ground)

  it.each(['cut', 'drop'] as const)('attaches a file once when the connection breaks (%s)', async kind => {
    const call = testCall()
    const { issues, attachments } = openSession({ url: emulator.url, key: 'admin-key' })
    const id = Number(emulator.control.create('demo', {}))
    const { entity } = await find(issues, 'demo', id, call)
    emulator.control.faults({ rate: 1, kinds: [kind], only: 'PUT /issues', times: 1 })
    await attachments.create!(
      { id: String(id), key: { project: 'demo', id }, entity, name: 'a.txt', bytes: Buffer.from('a') },
      call,
    )
    expect((await find(issues, 'demo', id, call)).entity.attachments).toHaveLength(1)
  })

  it.each(['cut', 'drop'] as const)('says so when a note may have been taken (%s), and sends it once', async kind => {
    const call = testCall()
    const { issues } = openSession({ url: emulator.url, key: 'admin-key' })
    const id = Number(emulator.control.create('demo', {}))
    const { entity } = await find(issues, 'demo', id, call)
    const text = {
      format: undefined,
      markdown: 'a',
      blocks: [{ kind: 'changed', markdown: 'a', nodes: [], was: [] }],
    } as const
    emulator.control.faults({ rate: 1, kinds: [kind], only: 'PUT /issues', times: 1 })
    const noting = issues.write!.comment!(
      { id: String(id), key: { project: 'demo', id }, entity, text, mark: 'm' },
      call,
    )
    await expect(noting).rejects.toMatchObject({ kind: 'offline' })
    expect((await find(issues, 'demo', id, call)).document.comments).toHaveLength(kind === 'cut' ? 1 : 0)
  })

  it.each(['cut', 'drop'] as const)('finds out whether an issue was made (%s)', async kind => {
    const call = testCall()
    const write = openSession({ url: emulator.url, key: 'admin-key' }).issues.write!
    const since = new Date().toISOString()
    const draft = { scope: { project: 'demo' }, title: `Lost (${kind})`, fields: {}, mark: 'm', since }
    emulator.control.faults({ rate: 1, kinds: [kind], only: 'POST /issues', times: 1 })
    await expect(write.create!(draft, call)).rejects.toMatchObject({ kind: 'offline' })
    const found = await write.findCreated!(draft, call)
    if (kind === 'drop') expect(found).toBeUndefined()
    else expect(found).toEqual({ id: expect.any(String), key: { project: 'demo', id: Number(found?.id) } })
  })
})
