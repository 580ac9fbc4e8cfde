import { describe, expect, it } from 'vitest'
import { allItems, type Given, idsOf } from '../session.test-support.ts'
import { type Ground, toolsOf } from './ground.test-support.ts'

/** Which issues a listing has. */
export function listingCases(ground: () => Ground): void {
  const { call, hand, open } = toolsOf(ground)

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
}
