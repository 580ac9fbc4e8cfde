import { line, node, text } from '../build.test-support.ts'
import { runCases } from '../case.test-support.ts'

const table = (...rows: readonly unknown[]) => node('table', {}, ...rows)
const row = (...cells: readonly unknown[]) => node('tableRow', undefined, ...cells)
const cell = (...content: readonly unknown[]) => node('tableCell', {}, ...content)
const head = (value: string) => node('tableHeader', {}, line(value))
const item = (...content: readonly unknown[]) => node('listItem', undefined, ...content)
const bullets = (...content: readonly unknown[]) => node('bulletList', undefined, ...content)

runCases({
  table: {
    content: [table(row(head('A'), head('B|C')), row(cell(line(text('a', 'strong'))), cell()))],
    markdown: '| A | B\\|C |\n| - | - |\n| **a** | |',
  },
  'without a header row': {
    content: [table(row(cell(line('a')), cell(line('b'))))],
    markdown: '| | |\n| - | - |\n| a | b |',
  },
  'header column': {
    content: [
      table(row(head('A'), cell(line('a'))), row(node('tableHeader', {}, line(text('B', 'strong'), ' x')), cell())),
    ],
    markdown: '| | |\n| - | - |\n| **A** | a |\n| **B x** | |',
  },
  'numbered column': {
    content: [
      node('table', { isNumberColumnEnabled: true }, row(head('A')), row(cell(line('a'))), row(cell(line('b')))),
    ],
    markdown: '| # | A |\n| - | - |\n| 1 | a |\n| 2 | b |',
  },
  'several paragraphs in a cell': {
    content: [table(row(head('A')), row(cell(line('a', node('hardBreak'), 'b'), line('c'))))],
    markdown: '| A |\n| - |\n| a<br>b<br>c |',
  },
  'lists in a cell': {
    content: [
      table(
        row(head('A')),
        row(
          cell(
            bullets(
              item(line('a'), node('orderedList', { order: 4 }, item(line('b')))),
              item(bullets(item(line('c')))),
            ),
          ),
        ),
        row(cell(node('taskList', {}, node('taskItem', { state: 'DONE' }, 'd'), node('taskItem', {}, 'e')))),
      ),
    ],
    markdown: '| A |\n| - |\n| • a<br>4. b<br>◦ c |\n| ☑ d<br>☐ e |',
    rewritten: 'bullets and text are joined',
  },
  'other blocks in a cell': {
    content: [
      table(
        row(head('A')),
        row(cell(node('codeBlock', {}, 'a|b\n\nc'), node('heading', { level: 2 }, 'd'), node('rule'))),
        row(cell(node('panel', { panelType: 'note' }, line('e')), node('expand', { title: 'f|g' }, line('h')))),
        row(cell(node('extension', { extensionKey: 'k' }), table(row(cell(line('i')), cell(line('j')))))),
      ),
    ],
    markdown: [
      '| A |',
      '| - |',
      '| `a\\|b`<br><br>`c`<br>**d**<br><hr> |',
      '| > [!NOTE]<br>> e<br><details><summary>f\\|g</summary><br>h<br></details> |',
      '| [extension](jira:adf/extension/%7B%22type%22%3A%22extension%22%2C%22attrs%22%3A%7B%22extensionKey%22%3A%22k%22%7D%7D)<br> \\| <br>i \\| j |',
    ].join('\n'),
    rewritten: 'bullets and text are joined',
  },
  spans: {
    content: [
      table(
        row(head('A'), head('B'), head('C')),
        row(node('tableCell', { colspan: 2, rowspan: 2, background: '#deebff' }, line('wide')), cell(line('a'))),
        row(cell(line('b'))),
        row(cell(line('c')), cell(line('d')), node('tableCell', { background: '"/>' }, line('e'))),
      ),
    ],
    markdown: [
      '| A | B | C |',
      '| - | - | - |',
      '| <cell colspan="2" rowspan="2" background="#deebff"/>wide | | a |',
      '| | | b |',
      '| c | d | e |',
    ].join('\n'),
  },
  'longer rows than the header': {
    content: [table(row(head('A')), row(cell(line('a')), cell(line('b'))))],
    markdown: '| A | |\n| - | - |\n| a | b |',
    rewritten: 'the header is filled',
  },
  'no rows, rows and cells that are none': {
    content: [table(), table(line('a'), row(line('b'))), row(cell(line('c'))), cell(line('d'))],
    markdown: '| |\n| - |\n| a |\n| b |\n\n| |\n| - |\n| c |\n\nd',
  },
})
