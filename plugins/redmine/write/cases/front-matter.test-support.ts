import { isSourceError } from 'issuefs/source'
import { describe, expect, it } from 'vitest'
import type { Ground } from '../../cases/ground.test-support.ts'
import { find, front, save } from '../saving.test-support.ts'
import { type Change, toolsOf } from './tools.test-support.ts'

/** What a changed front matter and title become. */
export function frontMatterCases(ground: () => Ground): void {
  const { call, hand, open, saving, all, raw } = toolsOf(ground)

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

    it('moves an issue to another project, with what that one has', async () => {
      const id = await hand().create('demo', { category_id: 1, subject: 'Moving' })
      const { issues } = open()
      const found = await find(issues, 'demo', id, call)
      await expect(save(issues, found, front('project', 'Othr'), call)).rejects.toThrow(/Other/)
      await expect(save(issues, found, front('project'), call)).rejects.toThrow('project')
      await expect(save(issues, found, front('project', 'Other'), call)).rejects.toThrow('moved')
      const moved = await find(issues, 'other', id, call)
      expect(moved.document).toMatchObject({ title: 'Moving', front: { project: 'Other' } })
      const back = all(front('project', 'Demo'), front('category', 'Login'), front('priority', 'High'))
      await expect(save(issues, moved, back, call)).rejects.toThrow('moved')
      const again = await find(issues, 'demo', id, call)
      expect(again.document.front).toMatchObject({ project: 'Demo', category: 'Login', priority: 'High' })
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
      const early = await saving(id, front('links', `["follows #${b} (-1 days)"]`))
      expect(early.front.links).toEqual([`follows #${b} (-1 days)`])
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
}
