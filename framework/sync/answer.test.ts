import { expect, it } from 'vitest'
import { soundConnection, soundDelta, soundGots, soundPage } from './answer.ts'

const item = { id: '1', key: { id: 1 } }
const fresh = { status: 'fresh', entity: {}, ...item }
const route = '{id:int}.md'

it('what the contract says passes', () => {
  expect(soundPage({ items: [item], also: [item], next: 'x' }, 'The listing').items).toHaveLength(1)
  const gots = [fresh, { status: 'gone' }, { status: 'unchanged' }, { status: 'moved' }, { status: 'denied' }]
  expect(soundGots(gots as never, 5, route)).toBe(gots)
  expect(soundDelta({ changes: [], next: '', more: false }, 'news').next).toBe('')
})

it.each([
  [undefined, 'The listing answered with undefined, not with { items, next }.'],
  [[item], 'The listing answered with a list, not with { items, next }.'],
  [{ items: [], next: null }, 'says with null where it goes on; "next" is text, and absent on the last page.'],
  [{ items: [], next: 2 }, 'says with a number where it goes on'],
  [{ items: [{ ...item, id: 1 }] }, 'gave an item whose id is a number: {"id":1,"key":{"id":1}}. An id is text'],
  [{ items: [], also: [{ key: {} }] }, 'gave an item whose id is undefined'],
  [{ items: [undefined] }, 'gave an item whose id is undefined: undefined.'],
  [{ items: [{ id: '1', key: null }] }, 'gave the item 1 with null as its key; it is an object.'],
])('the page %j is an error that says what is wrong', (page, sentence) => {
  expect(() => soundPage(page as never, 'The listing')).toThrow(sentence)
})

it.each([
  [undefined, 'The fetch of "{id:int}.md" answered with undefined, not with a list of one answer for each want.'],
  [fresh, 'answered with an object, not with a list'],
  [[], 'The source answered 0 of 1 wants'],
  [[undefined], 'answered a want with undefined; "status" is fresh, unchanged, gone, moved, denied, failed.'],
  [[{ entity: {} }], 'answered a want with no status'],
  [[{ status: 'ok' }], 'answered a want with the status "ok"'],
  [[{ ...fresh, id: 7 }], 'gave an item whose id is a number'],
  [[{ ...fresh, entity: undefined }], 'gave the issue 1 without an entity.'],
])('the answer %j is an error that says what is wrong', (gots, sentence) => {
  expect(() => soundGots(gots as never, 1, route)).toThrow(sentence)
})

it.each([
  [undefined, 'The feed "news" answered with undefined, not with { changes, next, more }.'],
  [{ changes: [], more: false }, 'says with undefined where it goes on; "next" of a delta is text.'],
  [{ changes: [{ change: 'upsert', ...item, id: 3 }], next: '', more: false }, 'gave an item whose id is a number'],
])('the delta %j is an error that says what is wrong', (delta, sentence) => {
  expect(() => soundDelta(delta as never, 'news')).toThrow(sentence)
})

it('a connection says where it leads, and who asks', () => {
  const account = { id: 'u-1', name: 'Mia' }
  expect(soundConnection({ instance: 'https://x', account })).toEqual({ instance: 'https://x', account })
  for (const nowhere of [undefined, {}, { instance: '' }])
    expect(() => soundConnection(nowhere as never)).toThrow('says no "instance"')
  const numbered = { instance: 'x', account: { id: 7, name: 'Mia' } }
  expect(() => soundConnection(numbered as never)).toThrow('an account whose id is a number; it is text.')
})
