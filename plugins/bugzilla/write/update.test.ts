import { describe, expect, it } from 'vitest'
import { FLAVOURS } from '../reading.test-support.ts'
import { desk, text } from './writing.test-support.ts'

describe.each(FLAVOURS)('fields of a bug (%s)', flavour => {
  it('are set and emptied in one request', async () => {
    await using it = await desk({ flavour })
    const id = it.made()
    it.emulator.requests.reset()
    await it.save(id, { title: 'Another' })
    await it.set(id, {
      priority: 'High',
      severity: 'major',
      component: 'UI',
      version: '2.0',
      milestone: 'M1',
      os: 'All',
      platform: 'Other',
      assignee: 'asmith@example.test',
      'qa contact': 'bjones@example.test',
      whiteboard: '[wip]',
      link: 'https://example.test/',
      deadline: '2027-01-31',
      'External reference': 'EXT-1',
      'Affected areas': ['Windows', 'Linux'],
      'Status (cf_status)': 'fixed',
    })
    expect(it.emulator.requests.counts['PUT /rest/bug/{id}']).toBe(2)
    const after = await it.front(id)
    expect(after).toMatchObject({
      priority: 'High',
      component: 'UI',
      milestone: 'M1',
      assignee: 'asmith@example.test',
      'External reference': 'EXT-1',
      'Affected areas': ['Windows', 'Linux'],
      'Status (cf_status)': 'fixed',
    })
    if (flavour === 'bmo') {
      await it.set(id, { type: 'task' })
      expect((await it.front(id)).type).toBe('task')
    }
    await it.set(id, {
      priority: undefined,
      milestone: null,
      assignee: undefined,
      whiteboard: '',
      'Affected areas': [],
    })
    const { priority, milestone, whiteboard, assignee, 'Affected areas': areas } = await it.front(id)
    expect([priority, milestone, whiteboard, areas]).toEqual([undefined, undefined, undefined, undefined])
    expect(assignee).toBe('mona@example.test')
    expect((await it.read(id)).fields.summary).toBe('Another')
  })

  it('that are lists let the elements of others stand', async () => {
    await using it = await desk({ flavour })
    const [id, other, third] = [it.made({ keywords: ['crash'], cc: ['bjones@example.test'] }), it.made(), it.made()]
    const entity = await it.read(id)
    it.emulator.control.edit(String(id), { keywords: { add: ['perf'] }, depends_on: { add: [third] } })
    const fields = [
      { name: 'keywords', from: ['crash'], to: ['easy'], added: ['easy'], removed: ['crash'] },
      { name: 'cc', from: ['bjones@example.test'], to: undefined, added: [], removed: ['bjones@example.test'] },
      { name: 'depends on', from: undefined, to: [`${other}`], added: [`bug ${other} ../x.md`], removed: [] },
      { name: 'see also', from: undefined, to: ['https://a.test/1'], added: ['https://a.test/1'], removed: [] },
    ]
    const edit = { id: String(id), key: { product: 'Demo', id }, entity, fields, sections: [], comments: [] }
    await it.write.update!(edit, it.call)
    await it.write.update!(edit, it.call)
    const front = await it.front(id)
    expect(front).toMatchObject({ keywords: ['perf', 'easy'], 'depends on': [third, other] })
    expect(front['see also']).toEqual(['https://a.test/1'])
    expect(front.cc ?? []).toEqual([])
  })

  it('of several lines are sections', async () => {
    await using it = await desk({ flavour })
    const id = it.made({ cf_notes: 'One\r\nTwo\r\n\r\nThree' })
    await it.save(id, { sections: [{ id: 'cf_notes', text: text('One\r\nTwo\r\n\r\nThree', 'One\n2\n\nThree') }] })
    expect((await it.read(id)).fields.cf_notes).toBe('One\r\n2\r\n\r\nThree')
    await expect(it.save(id, { sections: [{ id: 'attachments', text: text(undefined, 'x') }] })).rejects.toThrow(
      'shows what Bugzilla says elsewhere',
    )
  })
})

describe('status and resolution', () => {
  it('go through the workflow, several steps where needed', async () => {
    await using it = await desk()
    const id = it.made({ status: 'UNCONFIRMED' })
    it.emulator.requests.reset()
    await it.set(id, { status: 'VERIFIED', resolution: 'FIXED', priority: 'Low' })
    expect(await it.front(id)).toMatchObject({ status: 'VERIFIED', resolution: 'FIXED', priority: 'Low' })
    expect(it.emulator.requests.counts['PUT /rest/bug/{id}']).toBe(2)
    await it.set(id, { status: 'IN_PROGRESS', resolution: undefined })
    expect(await it.front(id)).toMatchObject({ status: 'IN_PROGRESS', resolution: undefined })
    await it.set(id, { status: 'resolved', resolution: 'wontfix' })
    await it.set(id, { resolution: 'INVALID' })
    expect(await it.front(id)).toMatchObject({ status: 'RESOLVED', resolution: 'INVALID' })
    await it.set(id, { status: 'VERIFIED' })
    expect(await it.front(id)).toMatchObject({ status: 'VERIFIED', resolution: 'INVALID' })
  })

  it('close a duplicate', async () => {
    await using it = await desk()
    const [id, original] = [it.made({ status: 'UNCONFIRMED' }), it.made()]
    await it.set(id, { status: 'RESOLVED', resolution: 'DUPLICATE', 'duplicate of': `${original}` })
    expect(await it.front(id)).toMatchObject({ resolution: 'DUPLICATE', 'duplicate of': original })
    await it.set(id, { status: 'VERIFIED' })
    expect(await it.front(id)).toMatchObject({ status: 'VERIFIED', resolution: 'DUPLICATE' })
    await expect(it.set(id, { 'duplicate of': undefined })).rejects.toThrow('write another resolution')
    await it.set(id, { 'duplicate of': undefined, resolution: 'FIXED' })
    expect((await it.front(id))['duplicate of']).toBeUndefined()
    await expect(it.set(it.made(), { resolution: 'DUPLICATE', status: 'RESOLVED' })).rejects.toThrow('duplicate of: ')
    await expect(it.set(it.made(), { 'duplicate of': 99_999, status: 'RESOLVED' })).rejects.toMatchObject({
      kind: 'invalid',
      message: 'duplicate of: Bug #99999 does not exist.',
    })
  })

  it('are refused before anything is sent where they make no sense', async () => {
    await using it = await desk()
    const id = it.made()
    await expect(it.set(id, { status: 'DONE' })).rejects.toThrow('status: “DONE” is not known here; the nearest are ')
    await expect(it.set(id, { status: 'RESOLVED' })).rejects.toThrow('resolution: a closed bug has one of FIXED')
    await expect(it.set(id, { resolution: 'FIXED' })).rejects.toThrow('an open bug has none')
    await expect(it.set(id, { status: 'RESOLVED', resolution: 'FIX' })).rejects.toThrow('the nearest are FIXED')
    expect(it.emulator.requests.counts['PUT /rest/bug/{id}']).toBeUndefined()
  })
})

describe('refusals', () => {
  it('name the key, and are no missing bugs', async () => {
    await using it = await desk()
    const id = it.made()
    const refused = (fields: Parameters<typeof it.set>[1]) =>
      it.set(id, fields).then(
        () => undefined,
        error => error,
      )
    expect(await refused({ assignee: 'nobody@nowhere.test' })).toMatchObject({
      kind: 'invalid',
      message: "assignee: There is no user named 'nobody@nowhere.test'.",
    })
    expect(await refused({ component: 'Cor' })).toMatchObject({
      kind: 'invalid',
      message: /^component: There is no component/,
    })
    expect(await refused({ 'depends on': [99_999] })).toMatchObject({
      kind: 'invalid',
      message: 'depends on: Bug #99999 does not exist.',
    })
    expect(await refused({ 'see also': ['nonsense'] })).toMatchObject({ message: /^see also: / })
    expect(await refused({ 'depends on': ['soon'] })).toMatchObject({ message: /^depends on: “soon” is no bug/ })
    expect(await refused({ priority: 'Hgh' })).toMatchObject({ message: /^priority: “Hgh” .* nearest are High/ })
    expect(await refused({ component: undefined })).toMatchObject({ message: 'component: a bug has one.' })
    expect(await refused({ flags: ['nonsense+'] })).toMatchObject({ message: /^flags: / })
  })

  it('say that the account may not, or that the bug is gone', async () => {
    await using it = await desk({ mayEdit: false })
    const id = it.made({ assigned_to: 'asmith@example.test' })
    await expect(it.set(id, { whiteboard: 'x' })).rejects.toMatchObject({
      kind: 'denied',
      message: expect.stringMatching(/^whiteboard: You tried to change/),
    })
    const entity = await it.read(id)
    it.emulator.control.remove(String(id))
    const edit = { id: String(id), key: { product: 'Demo', id }, entity, fields: [], sections: [], comments: [] }
    await expect(it.write.update!({ ...edit, title: 'x' }, it.call)).rejects.toMatchObject({ kind: 'not-found' })
  })

  it('of descriptions and comments say what to do instead', async () => {
    await using it = await desk()
    await expect(it.save(1, { body: text('a', 'b') })).rejects.toThrow('add a comment instead')
    await expect(it.save(1, { comments: [{ id: '1', text: text('a', 'b') }] })).rejects.toThrow('add another one')
    await expect(it.save(1, { title: 'x'.repeat(300) })).rejects.toThrow('255 characters')
    const id = it.made()
    await it.save(id, { title: '😀'.repeat(200) })
    expect((await it.read(id)).fields.summary).toBe('😀'.repeat(200))
    expect(it.write.texts).toEqual(['title', 'sections'])
    expect(it.write.remove).toBeUndefined()
  })
})
