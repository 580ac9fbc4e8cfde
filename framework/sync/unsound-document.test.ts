import { expect, it } from 'vitest'
import { createRouter } from '../path/router.ts'
import { documents } from '../source/route.ts'
import { markdownText } from '../source/text.ts'
import { renderEntity } from './render-entity.ts'
import { unsoundDocument } from './unsound-document.ts'

const text = markdownText('x')
const comment = { id: '1', author: 'bob', at: '2026-01-02T03:04:05Z', text }
const sound = { front: { key: 1, labels: ['a', 2], none: null }, title: 'T', body: text, comments: [comment] }

it('a document says nothing', () => {
  expect(unsoundDocument(sound)).toBeUndefined()
})

it.each([
  [undefined, 'render() gave undefined, and no document.'],
  [Promise.resolve(sound), 'render() gave a promise'],
  [{ ...sound, front: undefined }, '"front" of what render() gave is undefined'],
  [{ ...sound, front: { who: { name: 'bob' } } }, '"who" of the front matter is an object: give text'],
  [{ ...sound, front: { due: new Date(0) } }, '"due" of the front matter is a Date'],
  [{ ...sound, front: { who: [{ name: 'bob' }] } }, '"who" of the front matter is a list'],
  [{ ...sound, title: null }, '"title" of what render() gave is null, not text.'],
  [{ ...sound, body: 'x' }, '"body" is text: give markdownText(…), plainText(…), or blocks.'],
  [{ ...sound, references: 'links' }, '"references" of what render() gave is text, not a list.'],
  [{ ...sound, comments: [{ ...comment, id: 1 }] }, '"id" of the comment 1 is a number, not text.'],
  [{ ...sound, comments: [{ ...comment, author: undefined }] }, '"author" of the comment 1 is undefined'],
  [{ ...sound, comments: [{ ...comment, text: 'x' }] }, '"text" of the comment 1 is text: give markdownText(…)'],
  [{ ...sound, comments: {} }, 'Sections and comments are lists, not an object.'],
  [{ ...sound, sections: [undefined] }, 'A section or a comment is undefined.'],
])('what is none is named: %j', (document, sentence) => {
  expect(unsoundDocument(document)).toContain(sentence)
})

it('an issue that could not be rendered says what is wrong with it', () => {
  const render = () => ({ ...sound, title: undefined }) as never
  const router = createRouter({ routes: [documents('{id}.md', { fetch: async () => [], render })] })
  const { problem } = renderEntity(router, { route: '{id}.md', key: { id: '1' }, body: '{}' }) as { problem: string }
  expect(problem).toBe('The source could not render it: "title" of what render() gave is undefined, not text.')
})
