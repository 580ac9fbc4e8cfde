import { isSourceError } from 'issuefs/source'
import { describe, expect, it } from 'vitest'
import { newText } from '../../../framework/edit/index.ts'
import { testCall } from '../call.test-support.ts'
import type { Ground } from '../cases.test-support.ts'
import { createHand } from '../hand.test-support.ts'
import { type Given, openSession } from '../session.test-support.ts'
import { fieldOf, find, front, save } from './saving.test-support.ts'

type Change = (text: string) => string

/** What may be written, of the emulator and of the real server alike. */
export function writeCases(ground: () => Ground): void {
  const call = testCall()
  const hand = () => createHand(ground().url, ground().adminKey)
  const open = (given: Partial<Given> = {}) => openSession({ url: ground().url, key: ground().adminKey, ...given })
  const saving = async (id: number, change: Change, given: Partial<Given> = {}, account?: string) => {
    const { issues } = open(given)
    return (await save(issues, await find(issues, 'demo', id, call), change, call, account)).document
  }
  const all =
    (...changes: Change[]): Change =>
    text =>
      changes.reduce((changed, change) => change(changed), text)
  const raw = async (id: number) => (await hand().read(`/issues/${id}.json?include=journals`)).issue as unknown as Raw

  interface Raw {
    readonly description: string
    readonly custom_fields: readonly { readonly name: string; readonly value: unknown }[]
    readonly journals: readonly { readonly notes: string; readonly details: readonly object[] }[]
  }

  describe('a saved front matter', () => {
    it('sets every field by its name, and empties it', async () => {
      const parent = await hand().create('demo', { subject: 'Parent' })
      const id = await hand().create('demo', { start_date: '2030-01-01' })
      const values = {
        tracker: 'Feature',
        status: 'In Progress',
        priority: 'High',
        assignee: 'Jane Dev',
        category: 'Login',
        version: '1.0',
        parent: `#${parent}`,
        start: '2030-02-01',
        due: '2030-02-03',
        done: 40,
        estimated: '2h 30m',
        private: true,
        Severity: 'mid',
        'External ref': 'EXT: 7',
        Triaged: '1',
      }
      const changes = Object.entries(values).map(([key, value]) => front(key, JSON.stringify(value)))
      const saved = await saving(id, all(...changes, front('Tags', '[a, c]')))
      expect(saved.front).toMatchObject({ ...values, Tags: ['a', 'c'] })
      expect((await raw(id)).journals).toHaveLength(1)
      expect((await saving(id, front('Tags', '[b, c]'))).front.Tags).toEqual(['c', 'b'])
      const optional = Object.keys(values).filter(key => !['tracker', 'status', 'priority'].includes(key))
      const emptied = await saving(id, all(...[...optional, 'Tags'].map(key => front(key))))
      for (const key of [...optional, 'Tags']) expect(emptied.front[key] ?? undefined, key).toBeUndefined()
    })

    it('sets the title, and leaves other people’s changes', async () => {
      const id = await hand().create('demo', { subject: 'Old', priority_id: 3 })
      const { issues } = open()
      const found = await find(issues, 'demo', id, call)
      await hand().edit(id, { priority_id: 4 })
      const saved = await save(issues, found, text => text.replace('# Old', '# New & “better”'), call)
      expect(saved.document).toMatchObject({ title: 'New & “better”', front: { priority: 'Urgent' } })
    })

    it('adds and removes relations and watchers', async () => {
      const made: number[] = []
      while (made.length < 4) made.push(await hand().create('demo', {}))
      const [id, a, b, c] = made as [number, number, number, number]
      const some = await saving(
        id,
        front('links', `["is blocked by #${a}", "precedes #${b} (2 days)", "relates to #${c}"]`),
      )
      expect(some.front.links).toEqual(
        expect.arrayContaining([`is blocked by #${a}`, `precedes #${b} (2 days)`, `relates to #${c}`]),
      )
      const others = await saving(id, all(front('links', `["follows #${b}"]`), front('watchers', '[Jane Dev]')))
      expect(others.front).toMatchObject({ links: [`follows #${b}`], watchers: expect.arrayContaining(['Jane Dev']) })
      expect((await saving(id, all(front('links'), front('watchers')))).front).toMatchObject({
        links: [],
        watchers: [],
      })
    })

    it('may be saved twice', async () => {
      const [id, other] = [await hand().create('demo', {}), await hand().create('demo', {})]
      const { issues } = open()
      const found = await find(issues, 'demo', id, call)
      const change = all(
        front('links', `["blocks #${other}"]`),
        front('watchers', '[Jane Dev]'),
        front('priority', 'High'),
      )
      const once = await save(issues, found, change, call)
      const twice = await save(issues, found, change, call)
      expect(twice.document.front).toEqual({ ...once.document.front, updated: expect.anything() })
    })

    it.each<[Change, string | RegExp]>([
      [front('status', 'Doing'), /status.*Doing.*In Progress/],
      [front('assignee', 'Jan Dev'), /Jane Dev/],
      [front('version', '2.0'), /1\.0/],
      [front('Severity', 'awful'), /Severity.*low, mid, high/],
      [front('due', 'soon'), 'due'],
      [front('due', '2001-01-01'), 'greater than start date'],
      [front('done', '140'), '0 to 100'],
      [front('estimated', '3 days'), '1h 30m'],
      [front('parent', '"#999999"'), 'Parent task is invalid'],
      [front('links', '["bocks #1"]'), 'blocks #77'],
      [front('links', '["blocks #999999"]'), 'no issue #999999'],
      [front('watchers', '[Nobody Here]'), 'Nobody Here'],
      [front('author', 'Jane Dev'), 'author'],
      [front('statsu', 'New'), 'status'],
      [text => text.replace('# New', `# ${'x'.repeat(256)}`), '255'],
    ])('refuses what cannot be meant (%#)', async (change, words) => {
      const id = await hand().create('demo', { start_date: '2030-01-01' })
      const error = await saving(id, change).catch(thrown => thrown)
      expect(isSourceError(error) && error.kind).toBe('invalid')
      expect(error.message).toMatch(words)
      expect((await raw(id)).journals).toEqual([])
    })
  })

  describe.each(['markdown', 'textile'] as const)('saved texts (%s)', textFormat => {
    const source = 'First *line*\r\nsecond `line`\r\n\r\n* point\r\n* another\r\n\r\nLast words.'

    it('change where they were changed, byte for byte', async () => {
      const id = await hand().create('demo', { description: source })
      const saved = await saving(id, text => text.replace('point', 'points'), { textFormat })
      expect((await raw(id)).description).toBe(source.replace('point', 'points'))
      expect(saved.body.blocks.length).toBeGreaterThan(0)
      await saving(id, text => text.replace('Last words.', 'More **of** them.\n\nLast words.'), { textFormat })
      const more = textFormat === 'markdown' ? 'More **of** them.' : 'More *of* them.'
      expect((await raw(id)).description).toBe(source.replace('point', 'points').replace('Last', `${more}\r\n\r\nLast`))
    })

    it('are notes too, and fields of several lines', async () => {
      const id = await hand().create('demo', { custom_fields: [{ id: 5, value: 'long\r\ntext' }] })
      const noted = await saving(id, text => `${text}\nA **note**\nof two lines\n`, { textFormat })
      expect(noted.comments).toMatchObject([{ author: 'Redmine Admin' }])
      expect((await raw(id)).journals.at(-1)?.notes).toBe(
        textFormat === 'markdown' ? 'A **note**\nof two lines' : 'A *note*\nof two lines',
      )
      await hand().note(id, 'For few\r\neyes', true)
      const edited = await saving(
        id,
        all(
          text => text.replace('of two lines', 'of 2 lines'),
          text => text.replace('eyes', 'people'),
        ),
        { textFormat },
      )
      expect(edited.comments).toMatchObject([{}, { note: 'private' }])
      const notes = (await raw(id)).journals.map(one => one.notes)
      expect(notes).toEqual([expect.stringContaining('of 2 lines'), 'For few\r\npeople'])
      await saving(id, text => text.replace(/^text$/m, 'words'), { textFormat })
      expect((await raw(id)).custom_fields.find(({ name }) => name === 'Notes')?.value).toBe('long\r\nwords')
    })
  })

  describe('what may be written', () => {
    it('is told with the values that are allowed', async () => {
      const id = await hand().create('demo', {})
      const { issues } = open()
      const { entity } = await find(issues, 'demo', id, call)
      const of = { of: 'issue', id: String(id), key: { project: 'demo', id }, entity } as const
      const fields = await issues.write!.fields(of, call)
      expect(fieldOf(fields, 'status')?.values).toEqual(expect.arrayContaining(['New', 'In Progress', 'Closed']))
      expect(fieldOf(fields, 'assignee')?.values).toEqual(expect.arrayContaining(['Jane Dev', 'Redmine Admin']))
      expect(fieldOf(fields, 'tracker')).toMatchObject({ values: ['Bug', 'Feature', 'Support'], required: true })
      expect(fieldOf(fields, 'category')?.values).toEqual(['Login'])
      expect(fieldOf(fields, 'version')?.values).toEqual(['1.0'])
      expect(fieldOf(fields, 'Severity')).toMatchObject({ kind: 'choice', values: ['low', 'mid', 'high'] })
      expect(fieldOf(fields, 'Tags')).toMatchObject({ many: true, values: ['a', 'b', 'c'] })
      expect(fieldOf(fields, 'Triaged')?.values).toEqual(['1', '0'])
      const counting = testCall()
      expect(await open().issues.write!.fields({ ...of, names: ['done', 'links'] }, counting)).toHaveLength(2)
      expect(counting.count()).toBe(0)
      const jane = await open({ key: ground().janeKey }).issues.write!.fields(of, call)
      expect(fieldOf(jane, 'status')?.values).toEqual(['New', 'Closed'])
      expect(fieldOf(jane, 'Severity')).toEqual({ name: 'Severity', kind: 'text' })
      expect(fieldOf(jane, 'category')?.values).toEqual(['Login'])
    })

    it('is told of new issues with their defaults', async () => {
      await hand().create('demo', { tracker_id: 2 })
      const fields = await open().issues.write!.fields(
        { of: 'new', scope: { project: 'demo' }, given: { tracker: 'Feature' } },
        call,
      )
      expect(fieldOf(fields, 'tracker')).toMatchObject({ default: 'Bug' })
      expect(fieldOf(fields, 'status')).toMatchObject({ default: 'New' })
      expect(fieldOf(fields, 'priority')).toMatchObject({ default: 'Normal' })
      expect(fieldOf(fields, 'Tags')).toMatchObject({ kind: 'choice', many: true })
    })

    it('says what the account has no right to, or leaves it out as Redmine does', async () => {
      const [id, other] = [await hand().create('demo', { subject: 'Kept' }), await hand().create('demo', {})]
      const note = await hand().note(id, 'By the administrator')
      const jane = { key: ground().janeKey }
      const quiet = await saving(id, text => text.replace('# Kept', '# Changed'), jane)
      expect(quiet.title).toBe('Kept')
      const noted = await saving(id, text => `${text}\nBy Jane\n`, jane)
      expect(noted.comments).toHaveLength(2)
      const denied = async (change: Change, account = '5') => saving(id, change, jane, account).catch(thrown => thrown)
      expect(await denied(front('links', `["blocks #${other}"]`))).toMatchObject({
        kind: 'denied',
        message: expect.stringContaining('add relations'),
      })
      expect(await denied(front('watchers', '[Jane Dev]'))).toMatchObject({
        kind: 'denied',
        message: expect.stringContaining('add watchers'),
      })
      expect(await denied(text => text.replace('By the', 'By an'), '1')).toMatchObject({
        kind: 'denied',
        message: expect.stringContaining('edit this note'),
      })
      expect(note).toBeGreaterThan(0)
      const { issues } = open(jane)
      const { entity } = await find(issues, 'demo', id, call)
      const removal = issues.write!.remove!({ id: String(id), key: { project: 'demo', id }, entity }, call)
      await expect(removal).rejects.toMatchObject({ kind: 'denied' })
    })
  })

  describe('new things', () => {
    it('are issues, which are found again by who, when and what', async () => {
      const { issues } = open()
      const write = issues.write!
      const title = `Made ${Math.random()}`
      const draft = {
        ...{
          scope: { project: 'demo' },
          title,
          mark: 'm',
          since: new Date().toISOString(),
          body: newText('A *text*\n\n- a'),
        },
        fields: {
          tracker: 'Support',
          priority: 'Low',
          status: 'Closed',
          Severity: 'high',
          Tags: ['a', 'b'],
          watchers: ['Jane Dev'],
          estimated: '90m',
        },
      }
      expect(await write.findCreated!(draft, call)).toBeUndefined()
      const made = await write.create!(draft, call)
      expect(await write.findCreated!(draft, call)).toEqual(made)
      expect(await write.findCreated!({ ...draft, title: 'Other' }, call)).toBeUndefined()
      expect(
        await write.findCreated!({ ...draft, since: new Date(Date.now() + 60_000).toISOString() }, call),
      ).toBeUndefined()
      const jane = open({ key: ground().janeKey }).issues.write!
      expect(await jane.findCreated!(draft, call)).toBeUndefined()
      const { document, entity } = await find(issues, 'demo', Number(made.id), call)
      const values = {
        tracker: 'Support',
        status: 'New',
        priority: 'Low',
        Severity: 'high',
        Tags: ['a', 'b'],
        estimated: '1h 30m',
      }
      expect(document).toMatchObject({ title, front: { ...values, watchers: expect.arrayContaining(['Jane Dev']) } })
      expect(entity.fields.description).toBe('A *text*\r\n\r\n- a')
      await write.remove!({ id: made.id, key: made.key, entity }, call)
      await write.remove!({ id: made.id, key: made.key, entity }, call)
      await expect(find(issues, 'demo', Number(made.id), call)).rejects.toThrow('gone')
      await expect(write.create!({ ...draft, title: '' }, call)).rejects.toMatchObject({ kind: 'invalid' })
      await expect(jane.create!({ ...draft, fields: {}, scope: { project: 'priv' } }, call)).rejects.toMatchObject({
        kind: 'invalid',
      })
    })

    it('are not deleted with their subtasks', async () => {
      const id = await hand().create('demo', {})
      await hand().create('demo', { parent_issue_id: id })
      const { issues } = open()
      const { entity } = await find(issues, 'demo', id, call)
      const removal = issues.write!.remove!({ id: String(id), key: { project: 'demo', id }, entity }, call)
      await expect(removal).rejects.toMatchObject({ kind: 'invalid', message: expect.stringContaining('a subtask') })
    })

    it('are attachments', async () => {
      const id = await hand().create('demo', {})
      const { issues, attachments } = open()
      const { entity } = await find(issues, 'demo', id, call)
      const file = { id: String(id), key: { project: 'demo', id }, entity }
      await attachments.create!({ ...file, name: 'ü a&b.txt', bytes: Buffer.from('hello') }, call)
      await attachments.create!({ ...file, name: 'empty?.bin', bytes: Buffer.alloc(0) }, call).catch(error =>
        expect(error).toMatchObject({ kind: 'invalid' }),
      )
      const now = await find(issues, 'demo', id, call)
      expect(attachments.of(now.entity)[0]).toMatchObject({ name: 'ü a&b.txt', size: 5 })
      const saved = await save(issues, now, text => text.replace(/^# .*$/m, '$&\n\nSee it.'), call)
      expect(saved.entity.attachments).toHaveLength(now.entity.attachments.length)
    })
  })
}
