import { describe, expect, test } from 'vitest'
import { descends, readNext } from './chain.ts'
import { isNothing } from './changes.ts'
import { example, fileOf } from './document.test-support.ts'

const base = fileOf(example)
const done = base.replace('In Progress', 'Done')

describe('a save descends from an earlier one', () => {
  test.each([
    ['that it repeats', done, done],
    ['whose field it has', done, done.replace('points: 5', 'points: 8')],
    ['whose labels it has', base.replace('safari]', 'safari, ui]'), base.replace('safari]', 'safari, ui, hot]')],
    [
      'whose text it has',
      base.replace('First.', 'FIRST.'),
      base.replace('First.', 'FIRST.').replace('Third.', 'THIRD.'),
    ],
    ['whose comment it has', `${base}New.\n`, `${done}New.\n`],
    ['whose comment it has, with one more below', `${base}New.\n`, `${base}New.\nMore.\n`],
    ['whose comment it has under a marker', `${base}\n### new\n\nNew.\n`, `${base}\n### <!-- comment new -->\nNew.\n`],
  ])('%s', (_, earlier, saved) => {
    expect(descends({ base, earlier, saved })).toBe(true)
  })

  test.each([
    ['that changed another field', done, base.replace('points: 5', 'points: 8')],
    ['that changed the field to something else', done, base.replace('In Progress', 'Closed')],
    ['that changed two, of which it has one', done.replace('points: 5', 'points: 8'), done],
    ['whose text it lacks', base.replace('First.', 'FIRST.'), base.replace('Third.', 'THIRD.')],
    ['whose comment it lacks', `${base}New.\n`, `${base}Other.\n`],
    ['that changed nothing', base, done],
    ['that cannot be read', '', done],
  ])('but not one %s', (_, earlier, saved) => {
    expect(descends({ base, earlier, saved })).toBe(false)
  })
})

describe('what is new since', () => {
  test('a comment is not made twice', () => {
    expect(isNothing(readNext({ base, earlier: `${base}New.\n`, saved: `${base}\nNew.\n` }))).toBe(true)
    expect(readNext({ base, earlier: `${base}New.\n`, saved: `${done}New.\nMore.\n` })).toMatchObject({
      front: [{ name: 'status', to: 'Done' }],
      comments: [],
      added: ['More.'],
    })
    const two = `${base}\n### new\n\nNew.\n`
    expect(readNext({ base, earlier: two, saved: `${two}\n### new\n\nMore.\n` }).added).toEqual(['More.'])
    expect(readNext({ base, earlier: two, saved: `${two}More.\n` }).added).toEqual(['More.'])
  })

  test('fields and texts are against the earlier one', () => {
    const earlier = done.replace('First.', 'FIRST.')
    expect(
      readNext({ base, earlier, saved: earlier.replace('Done', 'Closed').replace('FIRST.', 'first.') }),
    ).toMatchObject({
      front: [{ name: 'status', from: 'Done', to: 'Closed' }],
      body: { from: expect.stringContaining('FIRST.'), to: expect.stringContaining('first.') },
    })
  })

  test('a comment that is on its way cannot be changed', () => {
    expect(() => readNext({ base, earlier: `${base}New.\n`, saved: `${base}Newer.\n` })).toThrow(
      'The new comment "New." was saved before',
    )
  })
})
