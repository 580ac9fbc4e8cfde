import { describe, expect, it } from 'vitest'
import { newText } from '../../../../framework/edit/index.ts'
import type { Ground } from '../../cases/ground.test-support.ts'
import { find, save } from '../saving.test-support.ts'
import { toolsOf } from './tools.test-support.ts'

/** Issues and attachments that are made, and issues that are deleted. */
export function newThingsCases(ground: () => Ground): void {
  const { call, hand, open } = toolsOf(ground)

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
