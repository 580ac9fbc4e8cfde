import { describe, expect, it } from 'vitest'
import { testCall } from '../../call.test-support.ts'
import type { Ground } from '../../cases/ground.test-support.ts'
import { fieldOf, find, front } from '../saving.test-support.ts'
import { type Change, toolsOf } from './tools.test-support.ts'

/** What may be written, by whom. */
export function fieldsCases(ground: () => Ground): void {
  const { call, hand, open, saving } = toolsOf(ground)

  describe('what may be written', () => {
    it('is told with the values that are allowed', async () => {
      const id = await hand().create('demo', {})
      const { issues } = open()
      const { entity } = await find(issues, 'demo', id, call)
      const of = { of: 'issue', id: String(id), key: { project: 'demo', id }, entity } as const
      const fields = await issues.write!.fields!(of, call)
      expect(fieldOf(fields, 'status')?.values).toEqual(expect.arrayContaining(['New', 'In Progress', 'Closed']))
      expect(fieldOf(fields, 'assignee')?.values).toEqual(expect.arrayContaining(['Jane Dev', 'Redmine Admin']))
      expect(fieldOf(fields, 'tracker')).toMatchObject({ values: ['Bug', 'Feature', 'Support'], required: true })
      expect(fieldOf(fields, 'category')?.values).toEqual(['Login'])
      expect(fieldOf(fields, 'version')?.values).toEqual(['1.0'])
      expect(fieldOf(fields, 'Severity')).toMatchObject({ kind: 'choice', values: ['low', 'mid', 'high'] })
      expect(fieldOf(fields, 'Tags')).toMatchObject({ many: true, values: ['a', 'b', 'c'] })
      expect(fieldOf(fields, 'Triaged')?.values).toEqual(['1', '0'])
      const counting = testCall()
      expect(await open().issues.write!.fields!({ ...of, names: ['done', 'links'] }, counting)).toHaveLength(2)
      expect(counting.count()).toBe(0)
      const jane = await open({ key: ground().janeKey }).issues.write!.fields!(of, call)
      expect(fieldOf(jane, 'status')?.values).toEqual(['New', 'Closed'])
      expect(fieldOf(jane, 'Severity')).toEqual({ name: 'Severity', kind: 'text' })
      expect(fieldOf(jane, 'category')?.values).toEqual(['Login'])
    })

    it('is told of new issues with their defaults', async () => {
      await hand().create('demo', { tracker_id: 2 })
      const fields = await open().issues.write!.fields!(
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
}
