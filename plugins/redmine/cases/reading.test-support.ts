import { describe, expect, it } from 'vitest'
import { bytesOf } from '../session.test-support.ts'
import { entityOf, type Ground, toolsOf } from './ground.test-support.ts'

/** What is read of issues, their history and their attachments. */
export function readingCases(ground: () => Ground): void {
  const { call, hand, open, one, shown } = toolsOf(ground)

  describe('reading issues', () => {
    it('gives everything that Redmine knows of one', async () => {
      const parent = await hand().create('demo', { subject: 'Parent' })
      const other = await hand().create('part', { subject: 'Other' })
      const id = await hand().create('demo', {
        subject: 'A “subject”: with [everything]',
        description: 'First *line*\r\nsecond `line`\r\n\r\n* point',
        parent_issue_id: parent,
        category_id: 1,
        fixed_version_id: 1,
        assigned_to_id: 1,
        due_date: '2030-01-02',
        estimated_hours: 2.5,
        custom_fields: [
          { id: 1, value: 'mid' },
          { id: 2, value: ['a', 'c'] },
          { id: 3, value: 'EXT-1' },
          { id: 5, value: 'long\r\ntext' },
        ],
      })
      await hand().relate(id, other, 'blocks')
      await hand().watch(id, 1)
      await hand().spend(id, 1.5)
      await hand().attach(id, 'a b ü.txt', Buffer.from('hello attachment'))
      await hand().edit(id, { status_id: 2, done_ratio: 40 })
      await hand().note(id, 'A *note*\r\nof two lines')
      await hand().note(id, 'Nobody else reads this', true)
      const opened = open({ projects: ['demo'] })
      const got = await one(opened, 'demo', id)
      const document = shown(opened, got)
      expect(document.title).toBe('A “subject”: with [everything]')
      expect(document.front).toMatchObject({
        id,
        url: `${ground().url}/issues/${id}`,
        project: 'Demo',
        tracker: 'Bug',
        status: 'In Progress',
        priority: 'Normal',
        author: 'Redmine Admin',
        assignee: 'Redmine Admin',
        category: 'Login',
        version: '1.0',
        parent: `#${parent}`,
        links: [`blocks #${other}`],
        due: '2030-01-02',
        done: 40,
        estimated: '2h 30m',
        spent: '1h 30m',
        watchers: ['Redmine Admin'],
        Severity: 'mid',
        Tags: ['a', 'c'],
        'External ref': 'EXT-1',
        attachments: [`${id}/attachments/a b ü.txt`],
      })
      expect(document.body.blocks[0]?.markdown).toBe('First *line*\r\nsecond `line`\r\n\r\n* point')
      expect(document.sections).toMatchObject([{ title: 'Notes' }])
      expect(document.comments).toMatchObject([
        { author: 'Redmine Admin', authorId: '1', text: { blocks: [{ markdown: 'A *note*\r\nof two lines' }] } },
        { note: 'private', text: { blocks: [{ markdown: 'Nobody else reads this' }] } },
      ])
      expect(document.state).toBe('open')
      expect(shown(opened, await one(opened, 'demo', parent)).front.children).toEqual([`#${id}`])
      expect(shown(opened, await one(opened, 'part', other)).front.links).toEqual([`is blocked by #${id}`])
      const jane = open({ key: ground().janeKey })
      expect(shown(jane, await one(jane, 'demo', id)).comments).toHaveLength(1)
    })

    it('answers each want, in order: gone, moved, hidden and fresh ones', async () => {
      const made: number[] = []
      for (const project of ['demo', 'demo', 'demo', 'priv']) made.push(await hand().create(project, {}))
      const [kept, removed, moved, hidden] = made
      await hand().remove(removed!)
      await hand().edit(moved!, { project_id: 3 })
      const wants = [kept, removed, moved].map(id => ({ key: { project: 'demo', id: id! } }))
      expect(await open().issues.fetch([...wants, { key: { project: 'demo', id: 999_999 } }], call)).toMatchObject([
        { status: 'fresh', id: String(kept), key: { project: 'demo', id: kept } },
        { status: 'gone' },
        { status: 'moved', to: { project: 'other', id: moved } },
        { status: 'gone' },
      ])
      expect(await one(open({ projects: ['demo'] }), 'demo', moved!)).toEqual({ status: 'moved' })
      expect(await one(open({ key: ground().janeKey }), 'priv', hidden!)).toEqual({ status: 'denied' })
    })

    it('tells who changed what, by names', async () => {
      const id = await hand().create('demo', { subject: 'Old' })
      await hand().edit(id, { subject: 'New', status_id: 5, fixed_version_id: 1, assigned_to_id: 1, notes: 'why' })
      await hand().edit(id, { custom_fields: [{ id: 1, value: 'high' }] })
      await hand().note(id, 'only words')
      const { history } = open()
      const [got, none] = await history.fetch(
        [{ key: { project: 'demo', id } }, { key: { project: 'demo', id: 999_999 } }],
        call,
      )
      expect(none).toEqual({ status: 'gone' })
      const text = JSON.stringify(history.render(entityOf(got), { project: 'demo', id }).body)
      for (const line of [
        'subject: Old → New',
        'status: New → Closed',
        'version: none → 1.0',
        'assignee: none → Redmine Admin',
        'Severity: none → high',
      ]) {
        expect(text).toContain(line)
      }
      expect(text).not.toContain('only words')
    })

    it('streams attachments from an offset on, or from the beginning where Redmine knows no offsets', async () => {
      const id = await hand().create('demo', {})
      await hand().attach(id, 'a#b?.bin', Buffer.from('0123456789'))
      const { issues, attachments } = open()
      const [got] = await issues.fetch([{ key: { project: 'demo', id } }], call)
      const [file] = attachments.of(entityOf(got))
      expect(file?.size).toBe(10)
      const key = { project: 'demo', id, name: file!.name }
      const stream = await attachments.open({ ...file!, key }, { from: 4 }, call)
      const bytes = await bytesOf(stream.bytes)
      expect(bytes.toString()).toBe('0123456789'.slice(stream.from ?? 4))
      const missing = attachments.open({ ...file!, id: '99999', key }, { from: 0 }, call)
      await expect(missing).rejects.toMatchObject({ kind: 'not-found' })
    })
  })
}
