import type { Draft } from 'issuefs/source'
import { describe, expect, it } from 'vitest'
import { bytesOf, FLAVOURS } from '../reading.test-support.ts'
import { newText, reason, writer } from './writer.test-support.ts'

const draft = (more: Partial<Draft<{ project: string }>> = {}): Draft<{ project: string }> => ({
  scope: { project: 'DEMO' },
  title: 'Login page is blank',
  fields: {},
  mark: 'mark-1',
  since: new Date().toISOString(),
  ...more,
})

describe.each(FLAVOURS)('making things (%s)', flavour => {
  it('makes an issue with its fields, body and type', async () => {
    await using it = await writer(flavour)
    const fields = {
      type: 'Bug',
      priority: 'High',
      assignee: 'Alice Smith',
      labels: ['new'],
      Severity: 'Minor',
      due: '2027-01-01',
      'original estimate': '2h',
      'remaining estimate': '1h',
    }
    const made = await it.write.create(draft({ fields, body: newText('First\n\nSecond') }), it.call)
    const { front, document } = await it.read(String(made.key.key))
    expect(front).toMatchObject({ ...fields, status: 'To Do', reporter: 'Mona Example' })
    expect(document.title).toBe('Login page is blank')
    expect(document.body.blocks).toHaveLength(2)
  })

  it('makes a task where no type is given, and leaves what a create screen does not have', async () => {
    await using it = await writer(flavour)
    const made = await it.write.create(draft({ fields: { status: 'Done', links: ['blocks DEMO-1'] } }), it.call)
    expect((await it.read(String(made.key.key))).front).toMatchObject({ type: 'Task', status: 'To Do' })
  })

  it('refuses what cannot be, and makes nothing', async () => {
    await using it = await writer(flavour)
    const refusal = (more: Parameters<typeof draft>[0]) => reason(it.write.create(draft(more), it.call))
    expect(await refusal({ fields: { type: 'Bugg' } })).toMatch(/^invalid: type: "Bugg" .*"Bug"/)
    expect(await refusal({ fields: { type: 'Sub-task' } })).toBe('invalid: parent: a new Sub-task needs it.')
    expect(await refusal({ title: ' ' })).toMatch(/^invalid: title: /)
    expect(await refusal({ fields: { priority: 'Huge' } })).toMatch(/^invalid: priority: "Huge"/)
    expect(
      it.emulator.requests.recent.filter(({ method, template }) => method === 'POST' && /\/issue$/.test(template)),
    ).toEqual([])
  })

  it('finds what was made when the answer is lost, though the search does not know it yet', async () => {
    await using it = await writer(flavour, { searchLag: 60_000 })
    const mine = draft({ mark: 'mark-cut' })
    await it.write.create(draft({ mark: 'another' }), it.call)
    expect(await it.write.findCreated(mine, it.call)).toBeUndefined()
    it.emulator.control.faults({ rate: 1, kinds: ['cut'], only: 'POST', times: 1 })
    expect(await reason(it.write.create(mine, it.call))).toMatch(/^offline: /)
    it.emulator.control.faults(undefined)
    const found = await it.write.findCreated(mine, it.call)
    expect(found).toBeDefined()
    expect((await it.read(String(found!.key.key))).document.title).toBe(mine.title)
    await it.write.create(draft({ mark: 'a third' }), it.call)
    expect(await it.write.findCreated(mine, it.call)).toEqual(found)
  })

  it('finds nothing when nothing was made', async () => {
    await using it = await writer(flavour)
    it.emulator.control.faults({ rate: 1, kinds: ['drop'], only: 'POST', times: 1 })
    expect(await reason(it.write.create(draft(), it.call))).toMatch(/^offline: /)
    it.emulator.control.faults(undefined)
    it.emulator.control.create('DEMO', { summary: draft().title })
    expect(await it.write.findCreated(draft(), it.call)).toBeUndefined()
  })

  it('comments once, whatever becomes of the answer', async () => {
    await using it = await writer(flavour)
    const present = await it.read('DEMO-4')
    const before = present.document.comments!.length
    const comment = { ...present, text: newText('A word'), mark: 'mark-c' }
    await it.write.comment(comment, it.call)
    it.emulator.control.faults({ rate: 1, kinds: ['cut'], only: 'comment', times: 1 })
    expect(await reason(it.write.comment(comment, it.call))).toMatch(/^offline: /)
    expect((await it.read('DEMO-4')).document.comments).toHaveLength(before + 2)
    expect(await reason(it.write.comment({ ...comment, text: { ...comment.text, blocks: [] } }, it.call))).toMatch(
      /^invalid: comment/,
    )
  })

  it('tells a comment from one with the same words that was made elsewhere, where a mark is kept', async () => {
    await using it = await writer(flavour)
    const present = await it.read('DEMO-4')
    const comment = { ...present, text: newText('A word'), mark: 'mark-c' }
    const theirs = it.emulator.control.comment('DEMO-4', 'A word', 'Mona Example')
    const known = (present.document.comments ?? []).map(({ id }) => id)
    const find = async (mark = comment.mark) => {
      const there = (await it.read('DEMO-4')).document.comments!.map(({ id }) => id)
      const fresh = there.filter(id => !known.includes(id))
      expect(fresh).toContain(theirs)
      return it.write.findComment({ ...comment, mark, fresh }, it.call)
    }
    expect(await find()).toBe(flavour === 'cloud' ? 'absent' : 'unknown')
    it.emulator.control.faults({ rate: 1, kinds: ['cut'], only: 'comment', times: 1 })
    expect(await reason(it.write.comment(comment, it.call))).toMatch(/^offline: /)
    expect(await find()).toBe(flavour === 'cloud' ? 'found' : 'unknown')
    expect(await find('another')).toBe(flavour === 'cloud' ? 'absent' : 'unknown')
  })

  it('says what the account may not do', async () => {
    await using it = await writer(flavour, { withheld: ['comment', 'create', 'delete', 'attach', 'link'] })
    const present = await it.read('OPS-4')
    const comment = { ...present, text: newText('A word'), mark: 'm' }
    expect(await reason(it.write.comment(comment, it.call))).toBe('denied: This account may not comment on OPS-4.')
    expect(await reason(it.write.create(draft(), it.call))).toMatch(/^denied: .*create issues/)
    expect(await reason(it.write.remove(present, it.call))).toMatch(/^denied: .*delete issues/)
    expect(await it.refusal('OPS-2', { fields: { links: ['blocks OPS-3'] } })).toMatch(
      /^denied: .*No Link Issue Permission/,
    )
    const file = { ...present, name: 'a.txt', bytes: new Uint8Array([1]) }
    expect(await reason(it.attachments.create!(file, it.call))).toMatch(/^denied: .*attachments/)
  })

  it('deletes an issue, but not its sub-tasks with it', async () => {
    await using it = await writer(flavour)
    const fields = { type: 'Sub-task', parent: 'OPS-4' }
    const made = await it.write.create(draft({ scope: { project: 'OPS' }, fields }), it.call)
    const key = String(made.key.key)
    expect(await reason(it.write.remove(await it.read('OPS-4'), it.call))).toMatch(
      new RegExp(`^invalid: OPS-4 has .*${key}`),
    )
    const child = await it.read(key)
    it.emulator.control.faults({ rate: 1, kinds: ['cut'], only: 'DELETE', times: 1 })
    await it.write.remove(child, it.call)
    await it.write.remove(child, it.call)
    expect((await it.read('OPS-4')).front.subtasks ?? []).toEqual([])
  })

  it('attaches a file byte for byte, under its name', async () => {
    await using it = await writer(flavour)
    const present = await it.read('DEMO-6')
    const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => (index * 7) % 256)
    await it.attachments.create!({ ...present, name: 'Übersicht 1 (neu).bin', bytes }, it.call)
    const after = await it.read('DEMO-6')
    const file = it.attachments.of(after.entity).find(({ name }) => name.startsWith('Über'))!
    expect(file).toMatchObject({ name: 'Übersicht 1 (neu).bin', size: bytes.length })
    const stream = await it.attachments.open({ ...file, key: after.key as never }, { from: 0 }, it.call)
    expect(Buffer.compare(await bytesOf(stream.bytes), bytes)).toBe(0)
    expect(await reason(it.attachments.create!({ ...present, name: 'a"b', bytes }, it.call))).toMatch(/^invalid: /)
  })

  it('reads its own writes at once, whatever the search knows', async () => {
    await using it = await writer(flavour, { searchLag: 60_000 })
    const keys = ['DEMO-1', 'DEMO-2', 'DEMO-3']
    for (const key of keys) await it.save(key, { title: `New ${key}` })
    const wants = keys.map(key => ({ key: { project: 'DEMO', key } }))
    const gots = await it.issues.fetch(wants, it.call)
    expect(gots.map(got => got.status === 'fresh' && it.issues.render(got.entity, got.key).title)).toEqual(
      keys.map(key => `New ${key}`),
    )
  })

  it('leaves it to the kernel to see what Jira ignored', async () => {
    await using it = await writer(flavour, { ignored: ['labels'] })
    const { front } = await it.read('DEMO-2')
    expect((await it.save('DEMO-2', { fields: { labels: ['x'] } })).front.labels).toEqual(front.labels)
  })
})
