import { describe, expect, it } from 'vitest'
import { FLAVOURS } from '../reading.test-support.ts'
import { writer } from './writer.test-support.ts'

const posted = (counts: Readonly<Record<string, number>>) =>
  Object.entries(counts)
    .filter(([request]) => /^POST .*transitions$/.test(request))
    .map(([, count]) => count)

describe.each(FLAVOURS)('a change of the status (%s)', flavour => {
  it('takes one step', async () => {
    await using it = await writer(flavour)
    expect((await it.save('DEMO-6', { fields: { status: 'In Progress' } })).front.status).toBe('In Progress')
    expect((await it.save('DEMO-6', { fields: { status: 'in review' } })).front.status).toBe('In Review')
  })

  it('takes several, learnt from issues further on, with what the last screen asks for', async () => {
    await using it = await writer(flavour, { issues: 60, projects: ['DEMO'] })
    const key = it.emulator.control.create('DEMO', { summary: 'From the beginning', issuetype: { name: 'Bug' } })
    it.emulator.requests.reset()
    const { front } = await it.save(key, { fields: { status: 'Done', resolution: "Won't Do" } })
    expect(front).toMatchObject({ status: 'Done', resolution: "Won't Do" })
    expect(posted(it.emulator.requests.counts)).toEqual([3])
    const reopened = await it.save(key, { fields: { status: 'To Do', resolution: undefined } })
    expect(reopened.front).toMatchObject({ status: 'To Do', resolution: undefined })
  })

  it('goes step by step where there is nobody to learn from', async () => {
    await using it = await writer(flavour, { issues: 1, projects: ['DEMO'] })
    const key = it.emulator.control.create('DEMO', { summary: 'Alone', issuetype: { name: 'Story' } })
    const { front } = await it.save(key, { fields: { status: 'Done', resolution: 'Duplicate' } })
    expect(front).toMatchObject({ status: 'Done', resolution: 'Duplicate' })
  })

  it('names what a screen asks for before anything is sent', async () => {
    await using it = await writer(flavour)
    it.emulator.control.edit('DEMO-2', { status: 'In Review' })
    const refused = await it.refusal('DEMO-2', { title: 'Changed', fields: { status: 'Done' } })
    expect(refused).toBe(
      'invalid: status: "Done" needs "resolution"; set it in the front matter, one of "Done", "Won\'t Do", "Duplicate", "Cannot Reproduce".',
    )
    expect((await it.read('DEMO-2')).document.title).not.toBe('Changed')
    const wrong = await it.refusal('DEMO-2', { fields: { status: 'Done', resolution: 'Fixd' } })
    expect(wrong).toMatch(/^invalid: resolution: "Fixd" is not one of the allowed values/)
  })

  it('sends along a field that only the last step has, and tells of it however far away that is', async () => {
    await using it = await writer(flavour, { issues: 60, projects: ['DEMO'] })
    const key = it.emulator.control.create('DEMO', { summary: 'New', issuetype: { name: 'Bug' } })
    const fields = { status: 'Done', resolution: 'Done', 'Release Note': 'Fixed the cookie' }
    expect((await it.fieldsOf(key, Object.keys(fields))).map(({ name }) => name)).toEqual(Object.keys(fields))
    expect((await it.save(key, { fields })).front).toMatchObject(fields)
    expect(await it.refusal(key, { fields: { 'Release Note': 'x' } })).toMatch(
      /^invalid: Release Note: the edit screen/,
    )
  })

  it('refuses a field that no step on the way has', async () => {
    await using it = await writer(flavour)
    expect(await it.refusal('DEMO-6', { fields: { status: 'In Progress', resolution: 'Done' } })).toMatch(
      /^invalid: resolution: cannot be set on this issue: neither its edit screen nor the way to "In Progress"/,
    )
  })

  it('says that nobody may move it', async () => {
    await using it = await writer(flavour, { withheld: ['move'] })
    expect(await it.refusal('DEMO-6', { fields: { status: 'Done' } })).toMatch(
      /^invalid: status: no way leads from "To Do" to "Done"; this account may not move/,
    )
  })

  it('tries again when somebody else moves the issue at the same moment', async () => {
    await using it = await writer(flavour, { busySteps: 2 })
    expect((await it.save('DEMO-6', { fields: { status: 'In Progress' } })).front.status).toBe('In Progress')
    await using busy = await writer(flavour, { busySteps: 9 })
    expect(await busy.refusal('DEMO-6', { fields: { status: 'In Progress' } })).toMatch(/^conflict: .*somebody else/)
  })

  it('goes on where it was cut off, and takes no step twice', async () => {
    await using it = await writer(flavour)
    const only = `POST /rest/api/${flavour === 'cloud' ? 3 : 2}/issue/{issue}/transitions`
    const fields = { status: 'In Review' }
    for (const kind of ['cut', 'drop'] as const) {
      it.emulator.control.edit('DEMO-6', { status: 'To Do' })
      it.emulator.requests.reset()
      it.emulator.control.faults({ rate: 1, kinds: [kind], only, times: 1 })
      expect(await it.refusal('DEMO-6', { fields })).toMatch(/^offline: /)
      expect((await it.save('DEMO-6', { fields })).front.status).toBe('In Review')
      expect(it.emulator.requests.counts[only]).toBe(kind === 'cut' ? 2 : 3)
    }
  })
})
