import { type Got, isSourceError } from 'issuefs/source'
import { describe, expect, it } from 'vitest'
import { testCall } from './call.test-support.ts'
import { createHand, type Hand } from './hand.test-support.ts'
import type { Issue } from './model/issue.ts'
import { allItems, bytesOf, type Given, idsOf, openSession, pollAll } from './session.test-support.ts'

/** A Redmine with the projects demo, part (below demo), other and priv, which is private. */
export interface Ground {
  readonly url: string
  readonly adminKey: string
  readonly janeKey: string
  /** The number of a saved query that finds the first tracker's issues, in whatever state. */
  readonly query: string
  /** Lets time pass, in milliseconds. */
  wait(milliseconds: number): Promise<void>
}

/** Milliseconds after which an issue's time is settled. */
const SETTLED = 3100

const entityOf = (got: unknown) => (got as { entity: Issue }).entity
const problemOf = async (attempt: Promise<unknown>) => {
  const error = await attempt.then(
    () => undefined,
    thrown => thrown,
  )
  return isSourceError(error) ? { kind: error.kind, sentence: error.message } : error
}

/** What is true of the emulator and of the real server alike. One write at a time: SQLite refuses a second one. */
export function redmineCases(ground: () => Ground): void {
  const call = testCall()
  const hand = (): Hand => createHand(ground().url, ground().adminKey)
  const open = (given: Partial<Given> = {}) => openSession({ url: ground().url, key: ground().adminKey, ...given })
  const one = async (opened: ReturnType<typeof open>, project: string, id: number): Promise<Got> => {
    return (await opened.issues.fetch([{ key: { project, id } }], call))[0]!
  }
  const shown = (opened: ReturnType<typeof open>, got: Got) => {
    const entity = entityOf(got)
    return opened.issues.render(entity, { project: entity.project, id: entity.id })
  }

  describe('connecting', () => {
    it('says whose eyes see it', async () => {
      const connection = await open({ projects: ['demo'], query: 'tracker_id=1' }).session.connect!(call)
      expect(connection).toMatchObject({ instance: ground().url, account: { id: '1', name: 'Redmine Admin' } })
      const jane = await open({ key: ground().janeKey }).session.connect!(call)
      expect(jane.account?.name).toBe('Jane Dev')
    })

    it('does not take a wrong key for nobody’s, although Redmine does', async () => {
      const { kind, sentence } = await problemOf(open({ key: 'wrong-key' }).session.connect!(call))
      expect(kind).toBe('denied')
      expect(sentence).toContain('REDMINE_API_KEY')
      expect(sentence).not.toContain('wrong-key')
      expect(await open({ key: '' }).session.connect!(call)).not.toHaveProperty('account')
    })

    it('names the nearest projects, unknown queries and wrong addresses', async () => {
      const { sentence } = await problemOf(open({ projects: ['dmeo'] }).session.connect!(call))
      expect(sentence).toMatch(/no project dmeo at .*: the nearest are demo/)
      const hidden = await problemOf(open({ key: ground().janeKey, projects: ['priv'] }).session.connect!(call))
      expect(hidden.kind).toBe('not-found')
      const query = await problemOf(open({ query: '987' }).session.connect!(call))
      expect(query).toMatchObject({ kind: 'not-found', sentence: expect.stringContaining('--projects') })
      const filter = await problemOf(open({ query: 'created_on=>=yesterday' }).session.connect!(call))
      expect(filter === undefined || filter.kind === 'invalid').toBe(true)
      for (const path of ['/wiki', '/projects']) {
        const { kind, sentence: wrong } = await problemOf(
          open({ url: `${ground().url}${path}` }).session.connect!(call),
        )
        expect(kind).toBe('invalid')
        expect(wrong).toContain('REDMINE_URL')
      }
    })
  })

  describe('listing', () => {
    it('gives every page, issues of every state, without their notes', async () => {
      const before = await open({ projects: ['other'] }).feed.list!({}, call)
      const made: number[] = []
      while (made.length < 105 - (before.total ?? 0) || made.length === 0)
        made.push(await hand().create('other', { description: 'd\r\ne' }))
      await hand().edit(made[0]!, { status_id: 5 })
      const { feed } = open({ projects: ['other'] })
      const items = await allItems(from => feed.list!({}, call, from))
      expect(idsOf(items)).toEqual(expect.arrayContaining(made.toSorted((a, b) => a - b)))
      expect(items.every(item => item.missing?.includes('comments') && item.key.project === 'other')).toBe(true)
      const closed = items.find(item => item.key.id === made[0])!
      expect(closed.entity).toMatchObject({ closed: true, fields: { description: 'd\r\ne' } })
      expect(idsOf(await allItems(from => feed.sweep!({}, call, from)))).toEqual(idsOf(items))
    })

    it('shows subprojects beside their projects, unless told otherwise', async () => {
      const [above, below] = [await hand().create('demo', {}), await hand().create('part', {})]
      const both = open({ projects: ['demo'] })
      const items = await allItems(from => both.feed.list!({}, call, from))
      expect(items.find(item => item.key.id === below)?.key.project).toBe('part')
      const folders = await both.projects.list({}, call)
      expect(folders.items.map(item => item.key.project)).toEqual(['demo', 'part'])
      const single = await allItems(from => open({ projects: ['demo'], subprojects: false }).feed.list!({}, call, from))
      expect(idsOf(single)).toContain(above)
      expect(idsOf(single)).not.toContain(below)
    })

    it('lists all visible projects, and each when it is entered', async () => {
      const id = await hand().create('priv', {})
      const all = open()
      const folders = (await all.projects.list({}, call)).items.map(item => item.key.project)
      expect(folders).toEqual(expect.arrayContaining(['demo', 'part', 'other', 'priv']))
      expect(all.feed.list).toBeUndefined()
      expect(idsOf(await allItems(from => all.issues.list!({ project: 'priv' }, call, from)))).toContain(id)
      const demo = await allItems(from => all.issues.list!({ project: 'demo' }, call, from))
      expect(demo.every(item => item.key.project === 'demo')).toBe(true)
      const jane = open({ key: ground().janeKey })
      const seen = (await jane.projects.list({}, call)).items.map(item => item.key.project)
      expect(seen).toEqual(expect.not.arrayContaining(['priv']))
      await expect(jane.issues.list!({ project: 'priv' }, call)).rejects.toMatchObject({ kind: 'not-found' })
      await expect(all.issues.list!({ project: 'nope' }, call)).rejects.toMatchObject({ kind: 'not-found' })
    })

    it('takes saved queries, filters, and a day to begin with', async () => {
      const [bug, feature] = [
        await hand().create('demo', { tracker_id: 1 }),
        await hand().create('demo', { tracker_id: 2 }),
      ]
      const found = async (given: Partial<Given>) => {
        const { feed } = open(given)
        return idsOf(await allItems(from => feed.list!({}, call, from)))
      }
      for (const query of [
        ground().query,
        'tracker_id=1',
        `/issues?set_filter=1&f[]=tracker_id&op[tracker_id]=%3D&v[tracker_id][]=1`,
      ]) {
        const ids = await found({ query, projects: ['demo'] })
        expect(ids).toContain(bug)
        expect(ids).not.toContain(feature)
      }
      expect(await found({ query: 'tracker_id=!1', projects: ['demo'] })).not.toContain(bug)
      expect(await found({ projects: ['demo'], since: '-1h' })).toContain(bug)
      expect(await found({ projects: ['demo'], since: '2100-01-01' })).toEqual([])
      expect(await found({ query: ground().query, since: '2100-01-01' })).toEqual([])
    })
  })

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

  describe('following changes', () => {
    it('polls with one request, and sees nothing where nothing changed', async () => {
      await hand().create('part', {})
      await ground().wait(SETTLED)
      for (const given of [{}, { query: ground().query }, { query: 'tracker_id=1' }, { since: '-1d' }]) {
        const { feed } = open({ projects: ['part'], ...given })
        const counting = testCall()
        let { next } = await feed.changes({}, counting)
        for (let times = 0; times < 2; times += 1) {
          const before = counting.count()
          const delta = await feed.changes({}, counting, next)
          expect(delta).toMatchObject({ changes: [], more: false })
          expect(counting.count()).toBe(before + 1)
          next = delta.next
        }
      }
    })

    it.each([false, true])('finds what was edited, created, noted, closed and moved (saved query: %s)', async saved => {
      const created: number[] = []
      while (created.length < 4) created.push(await hand().create('demo', {}))
      const [edited, noted, closed, moved] = created as [number, number, number, number]
      await ground().wait(1100)
      const { feed } = open(saved ? { query: ground().query } : {})
      const { next: start } = await feed.changes({}, call)
      const settled = (await pollAll(feed, call, start)).next
      await hand().edit(edited, { subject: 'Edited' })
      await hand().note(noted, 'Noted')
      await hand().edit(closed, { status_id: 5 })
      await hand().edit(moved, { project_id: 3 })
      const fresh = await hand().create('part', {})
      const { changes } = await pollAll(feed, call, settled)
      const upserts = changes.flatMap(change => (change.change === 'upsert' ? [change] : []))
      expect(idsOf(upserts)).toEqual(expect.arrayContaining([edited, noted, closed, moved, fresh]))
      expect(upserts.find(({ id }) => id === String(moved))?.key.project).toBe('other')
      expect(upserts.find(({ id }) => id === String(fresh))?.key.project).toBe('part')
    })

    it('sees an issue that changes twice within a second', async () => {
      const id = await hand().create('demo', { subject: 'First' })
      const opened = open()
      const { next } = await opened.feed.changes({}, call)
      const before = await one(opened, 'demo', id)
      await hand().edit(id, { subject: 'Second' })
      await ground().wait(SETTLED)
      const { changes } = await pollAll(opened.feed, call, next)
      const change = changes.find(found => found.change === 'upsert' && found.key.id === id)
      expect(change).toBeDefined()
      expect(change).not.toMatchObject({ validator: (before as { validator: string }).validator })
    })

    it('finds by a sweep what leaves the time as it was', async () => {
      const [id, other, removed] = [
        await hand().create('demo', {}),
        await hand().create('demo', {}),
        await hand().create('demo', {}),
      ]
      await hand().attach(id, 'a.txt', Buffer.from('a'))
      const note = await hand().note(id, 'before')
      await ground().wait(SETTLED)
      const opened = open({ projects: ['demo'] })
      const sweep = async (session = opened) => {
        const items = await allItems(from => session.feed.sweep!({}, call, from))
        return new Map(items.map(item => [Number(item.key.id), item.validator]))
      }
      const before = await sweep()
      const validator = async () => ((await one(opened, 'demo', id)) as { validator: string }).validator
      expect(await validator()).toBe(before.get(id))
      await hand().relate(id, other, 'relates')
      const related = await sweep()
      expect(related.get(id)).not.toBe(before.get(id))
      expect(related.get(other)).not.toBe(before.get(other))
      expect(await validator()).toBe(related.get(id))
      const { attachments } = entityOf(await one(opened, 'demo', id))
      await hand().detach(Number(attachments[0]!.id))
      expect((await sweep()).get(id)).not.toBe(related.get(id))
      await hand().remove(removed)
      expect((await sweep()).has(removed)).toBe(false)
      await hand().editNote(note, 'after')
      const again = await sweep()
      expect((await sweep(open({ projects: ['demo'], recheck: 0.1 }))).get(id)).not.toBe(again.get(id))
    })
  })
}
