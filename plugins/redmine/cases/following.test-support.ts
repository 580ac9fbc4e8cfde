import { describe, expect, it } from 'vitest'
import { testCall } from '../call.test-support.ts'
import { isGrouped } from '../listing/grouped.ts'
import { selectionOf } from '../options.ts'
import { allItems, idsOf, pollAll, valuesOf } from '../session.test-support.ts'
import { createSite } from '../site.ts'
import { entityOf, type Ground, SETTLED, toolsOf } from './ground.test-support.ts'

/** What a poll and a sweep find. */
export function followingCases(ground: () => Ground): void {
  const { call, hand, open, one } = toolsOf(ground)

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

    it('tells whether Redmine gives a saved query in groups', async () => {
      for (const tracker_id of [1, 3, 2]) await hand().create('demo', { tracker_id })
      for (const [query, is] of [
        [ground().grouped, true],
        [ground().query, false],
      ] as const) {
        const values = valuesOf({ url: ground().url, key: ground().adminKey, query })
        expect(await isGrouped(createSite(values, selectionOf(values)), call)).toBe(is)
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
