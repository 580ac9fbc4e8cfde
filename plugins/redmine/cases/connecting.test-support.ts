import { describe, expect, it } from 'vitest'
import { type Ground, problemOf, toolsOf } from './ground.test-support.ts'

/** Who sees Redmine, and what is said of wrong options. */
export function connectingCases(ground: () => Ground): void {
  const { call, open } = toolsOf(ground)

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
}
