import type { Code, Html, List, ListItem, PhrasingContent, RootContent, Table } from 'mdast'
import { rawInline } from '../../markup/carrier.ts'
import { embolden } from './embolden.ts'
import { mapLeaves } from './leaves.ts'

type Line = PhrasingContent[]

/** Blocks as one line, for a table cell: lines end with `<br>`, items begin with a bullet. */
export function flatten(blocks: readonly RootContent[]): PhrasingContent[] {
  const flat: PhrasingContent[] = []
  linesOfAll(blocks, 0).forEach((line, index) => {
    if (index > 0) flat.push(lineBreak())
    for (const node of line) flat.push(node)
  })
  return flat
}

function linesOfAll(blocks: readonly RootContent[], level: number): Line[] {
  return blocks.flatMap(block => linesOf(block, level))
}

function linesOf(block: RootContent, level: number): Line[] {
  switch (block.type) {
    case 'paragraph':
      return [inline(block.children)]
    case 'heading':
      return [embolden(inline(block.children))]
    case 'list':
      return linesOfList(block, level)
    case 'blockquote':
      return linesOfAll(block.children, level).map(line => [text('> '), ...line])
    case 'code':
      return linesOfCode(block)
    case 'table':
      return linesOfTable(block)
    case 'thematicBreak':
      return [[{ type: 'html', value: '<hr>' }]]
    case 'html':
      return [inline(inTags(block))]
    default:
      return [inline([block as PhrasingContent])]
  }
}

function linesOfList(list: List, level: number): Line[] {
  return list.children.flatMap((item, index) => {
    const lines = linesOfAll(item.children, level + 1)
    const first = lines[0] ?? []
    const startsWithList = item.children[0]?.type === 'list'
    return startsWithList ? lines : [[text(bullet(list, item, index, level)), ...first], ...lines.slice(1)]
  })
}

/** What an item begins with where its list is shown as lines. */
export function bullet(list: List, item: ListItem, index: number, level: number): string {
  if (typeof item.checked === 'boolean') return item.checked ? '☑ ' : '☐ '
  if (list.ordered) return `${(list.start ?? 1) + index}. `
  return ['• ', '◦ ', '▪ '][level % 3]!
}

function linesOfCode(code: Code): Line[] {
  const carrier = /^(adf|wiki):(.*)$/.exec(code.lang ?? '')
  if (carrier) return [[rawInline(carrier[1] as 'adf' | 'wiki', carrier[2]!, code.value)]]
  return code.value.split('\n').map(value => (value.trim() ? [{ type: 'inlineCode', value }] : []))
}

function linesOfTable(table: Table): Line[] {
  return table.children.map(row =>
    row.children.flatMap((cell, index) => (index > 0 ? [text(' | '), ...cell.children] : cell.children)),
  )
}

/** The title of an expand is text in a line, where it would be read as Markdown between its tags. */
function inTags(block: Html): PhrasingContent[] {
  const summary = /^(<details><summary>)(.*)(<\/summary>)$/.exec(block.value)
  if (!summary) return [block]
  const title = summary[2]!.replaceAll('&lt;', '<').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
  return [{ type: 'html', value: summary[1]! }, text(title), { type: 'html', value: summary[3]! }]
}

/** Breaks as `<br>`, and no bar in a tag, which would end the cell. */
function inline(children: readonly PhrasingContent[]): Line {
  return mapLeaves(children, leaf => {
    if (leaf.type === 'break') return lineBreak()
    return leaf.type === 'html' ? { type: 'html', value: leaf.value.replaceAll('|', '&#124;') } : leaf
  })
}

function lineBreak(): PhrasingContent {
  return { type: 'html', value: '<br>' }
}

function text(value: string): PhrasingContent {
  return { type: 'text', value }
}
