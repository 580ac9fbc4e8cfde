import { expect, test } from 'vitest'
import type { Document } from '../../source/document.ts'
import { markdownText } from '../../source/text.ts'
import { type Asked, notSaved, partsOf } from './not-saved.ts'

const before: Document = {
  front: { key: 'PROJ-1' },
  title: 'A title',
  body: markdownText('Text.'),
  sections: [{ id: 'customfield_10035', title: 'Steps to reproduce', text: markdownText('One.') }],
}
const asked: Asked = {
  fields: [],
  sections: [{ id: 'customfield_10035', text: { format: undefined, markdown: 'Two.', blocks: [] } }],
  comments: [],
}

test('a section that the tracker has left alone is named by its heading', () => {
  expect(notSaved(asked, before, before)).toEqual(['the section "Steps to reproduce"'])
  expect(partsOf(asked, before)).toEqual(['the section "Steps to reproduce"'])
})

test('a section that became something else counts as saved', () => {
  const sections = [{ ...before.sections![0]!, text: markdownText('Two, tidied.') }]
  expect(notSaved(asked, before, { ...before, sections })).toEqual([])
})

test.each([
  ['spelt in the way of the tracker', ['relates to #3'], []],
  ['missing', [], ['links']],
])('an element of a list that is %s', (_name, links, left) => {
  const from = ['blocks #2']
  const field = { name: 'links', from, to: ['relates to 3'], added: ['relates to 3'], removed: from }
  const after = { ...before, front: { links } }
  expect(notSaved({ ...asked, fields: [field], sections: [] }, before, after)).toEqual(left)
})

test('an element that the tracker has not added to what was there is missing', () => {
  const field = { name: 'labels', from: ['a'], to: ['a', 'b'], added: ['b'], removed: [] }
  expect(
    notSaved({ ...asked, fields: [field], sections: [] }, before, { ...before, front: { labels: ['a'] } }),
  ).toEqual(['labels'])
})

test.each([
  ['acme/app#1 (closed)', 'acme/app#1', []],
  ['acme/app#1 (closed)', 'acme/app#12', ['parent']],
])('of %s, %s is as asked for', (parent, to, left) => {
  const field = { name: 'parent', from: parent, to, added: [], removed: [] }
  const after = { ...before, front: { parent } }
  expect(notSaved({ ...asked, fields: [field], sections: [] }, before, after)).toEqual(left)
})
