import { line, node } from '../build.test-support.ts'
import { runCases } from '../case.test-support.ts'

const carried = 'a line in brackets is a tag here and text when read'
const item = (...content: readonly unknown[]) => node('listItem', undefined, ...content)
const bullets = (...content: readonly unknown[]) => node('bulletList', undefined, ...content)
const task = (state: string, ...content: readonly unknown[]) => node('taskItem', { state }, ...content)

runCases({
  'bullet list': { content: [bullets(item(line('a')), item(line('b')))], markdown: '- a\n- b' },
  'nested lists': {
    content: [bullets(item(line('a'), bullets(item(line('b'), bullets(item(line('c')))))), item(line('d')))],
    markdown: '- a\n  - b\n    - c\n- d',
  },
  'ordered list': {
    content: [node('orderedList', { order: 3 }, item(line('a')), item(line('b')))],
    markdown: '3. a\n4. b',
  },
  'ordered list from nowhere': { content: [node('orderedList', { order: -7 }, item(line('a')))], markdown: '0. a' },
  'loose list': {
    content: [bullets(item(line('a'), line('b')), item(node('codeBlock', undefined, 'c')))],
    markdown: '- a\n\n  b\n\n- ```\n  c\n  ```',
  },
  'list directly in a list': { content: [bullets(item(line('a')), bullets(item(line('b'))))], markdown: '- a\n  - b' },
  'list without items, item without a list': { content: [bullets(), item(line('a'))], markdown: '- a' },
  'item that is none': { content: [bullets(line('a'), 'b')], markdown: '- a\n- b' },
  'two lists in a row': { content: [bullets(item(line('a'))), bullets(item(line('b')))], markdown: '- a\n\n* b' },
  'task list': {
    content: [
      node('taskList', {}, task('DONE', 'a'), node('taskList', {}, task('TODO', 'b')), task('TODO', 'c')),
      task('TODO', 'd'),
    ],
    markdown: '- [x] a\n  - [ ] b\n- [ ] c\n\n* [ ] d',
  },
  'task of several blocks': {
    content: [node('taskList', {}, node('blockTaskItem', { state: 'DONE' }, line('a'), line('b')))],
    markdown: '- [x] a\n\n  b',
  },
  'decision list': {
    content: [
      node(
        'decisionList',
        {},
        node('decisionItem', { state: 'DECIDED' }, 'a'),
        node('decisionItem', { state: 'OPEN' }),
      ),
    ],
    markdown: '- [!DECISION] a\n- [!DECISION OPEN]',
    rewritten: carried,
  },
})
