import { describe, expect, it } from 'vitest'
import type { Ground } from '../../cases/ground.test-support.ts'
import { toolsOf } from './tools.test-support.ts'

/** What changed descriptions, notes and long fields become. */
export function textsCases(ground: () => Ground): void {
  const { hand, saving, all, raw } = toolsOf(ground)

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
}
