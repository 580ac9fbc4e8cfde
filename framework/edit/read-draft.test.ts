import { describe, expect, test } from 'vitest'
import { example, fileOf } from './document.test-support.ts'
import { printTemplate } from './print-template.ts'
import { readDraft } from './read-draft.ts'

describe('a new issue', () => {
  const bare = { title: 'Title', front: [], body: 'Text', comments: [] }
  test.each([
    ['# Title\n\nText\n', bare],
    ['Title\n\nText', bare],
    ['\ufeff\r\nTitle\r\n=====\r\nText\r\n', bare],
    ['#\tTitle', { ...bare, body: '' }],
    ['---\n---\n# Title\nText', bare],
    [
      '---\ntype: Bug\nlabels: [a, b, a]\nassignee:\nversion: 1.0\nkey:\n---\n\n# Title\n\nText\n\n## Comments\n\nOne.\n\n### new\n\nTwo.\n',
      {
        ...bare,
        front: [
          { name: 'type', value: 'Bug' },
          { name: 'labels', value: ['a', 'b'] },
          { name: 'version', value: '1.0' },
        ],
        comments: ['One.', 'Two.'],
      },
    ],
  ])('%#: %j', (saved, draft) => {
    expect(readDraft(saved)).toEqual(draft)
  })

  test.each([
    ['', 'is empty'],
    ['\n\n', 'is empty'],
    ['# T\0', 'zero bytes'],
    ['#\n\ntext', 'no title'],
    ['---\ntype: Bug\n\n# Title', 'has no end'],
    ['---\ntype: [\n---\n# Title', 'not valid YAML'],
    ['---\ntype: Bug\n---\ntext', 'not a title'],
    ['---\ntype: {a: b}\n---\n# T', '`type` holds values within values'],
    ['<<<<<<< HEAD\n# T', 'merge that is not finished'],
    ['# T\n\n## Environment <!-- field environment -->\n\nx', 'section "Environment"'],
    ['# T\n\n### bob <!-- comment 7 -->\n\nx', 'take out the comments and the lines'],
    [fileOf(example), 'text of PROJ-42 that exists already'],
    [fileOf({ ...example, front: {}, comments: [] }), 'text of an issue that exists already'],
    [printTemplate([]), 'no title'],
  ])('%#: %j is refused', (saved, sentence) => {
    expect(() => readDraft(saved)).toThrow(
      expect.objectContaining({ kind: 'invalid', message: expect.stringContaining(sentence) }),
    )
  })
})
