import type { Link, ListItem, Nodes, PhrasingContent } from 'mdast'
import { pictured } from './control.ts'

/**
 * What nodes show, as one string: equal for trees that differ only in what nobody sees.
 *
 * Positions, the looseness of lists, the alignment of columns, runs of white space, empty cells at the end of a row and
 * addresses that stand as their own text do not count. Tags count as text, which is what they are before they are parsed.
 */
export function shownKey(nodes: readonly Nodes[]): string {
  return JSON.stringify(shownAll(nodes), (_, value) =>
    typeof value === 'string' ? pictured(value.toWellFormed()) : value,
  )
}

/** The same of a line, which may hold tags. */
export function lineKey(children: readonly PhrasingContent[]): string {
  return shownKey([{ type: 'paragraph', children: [...children] }])
}

type Shown = string | readonly unknown[]

function shownAll(nodes: readonly Nodes[]): readonly Shown[] {
  return nodes.every(isPhrasing) && nodes.length > 0 ? shownLine(nodes as PhrasingContent[]) : nodes.map(shownOf)
}

function shownOf(node: Nodes): Shown {
  switch (node.type) {
    case 'paragraph':
      return ['paragraph', ...shownLine(node.children)]
    case 'heading':
      return ['heading', node.depth, ...shownLine(node.children)]
    case 'list':
      return ['list', node.ordered ? (node.start ?? 1) : '', ...node.children.map(shownOf)]
    case 'listItem':
      return shownItem(node)
    case 'code':
      return ['code', node.lang ?? '', node.meta ?? '', node.value.replace(/\n+$/, '')]
    case 'table':
      return ['table', ...node.children.map(shownOf)]
    case 'tableRow':
      return ['row', ...withoutLastEmpty(node.children.map(shownOf))]
    case 'tableCell':
      return shownLine(node.children)
    case 'html':
      return ['html', node.value.trim()]
    default:
      return 'children' in node
        ? [node.type, ...shownAll(node.children)]
        : [node.type, 'value' in node ? node.value : '']
  }
}

/** The checkbox of an item without words does not survive in Markdown. */
function shownItem(item: ListItem): Shown {
  const children = shownAll(item.children.filter(isVisible))
  return ['item', children.length > 0 ? (item.checked ?? '') : '', ...children]
}

/** A line as pieces: text and tags in one, everything else by its kind. */
function shownLine(children: readonly PhrasingContent[]): readonly Shown[] {
  const line: Shown[] = []
  const addText = (value: string) => {
    const last = line.at(-1)
    if (typeof last === 'string') line[line.length - 1] = last + value
    else line.push(value)
  }
  const add = (child: PhrasingContent) => {
    if (child.type === 'text' || child.type === 'html') addText(child.value)
    else if (child.type === 'link' && isOwnText(child)) for (const one of child.children) add(one)
    else line.push(shownLeaf(child))
  }
  for (const child of children) add(child)
  return line
    .map((one, index) => (typeof one === 'string' ? plain(one, line[index - 1], line[index + 1]) : one))
    .filter(one => one !== '')
}

function shownLeaf(child: PhrasingContent): Shown {
  if (child.type === 'link') return ['link', child.url, child.title ?? '', ...shownLine(child.children)]
  if (child.type === 'image') return ['image', child.url, child.title ?? '', child.alt ?? '']
  if ('children' in child) return [child.type, ...shownLine(child.children)]
  return [child.type, 'value' in child ? child.value.replaceAll(/\s+/g, ' ').trim() : '']
}

/** White space at the ends of lines is not seen. */
function plain(text: string, before: Shown | undefined, after: Shown | undefined): string {
  let value = text.replaceAll(/[ \t\r\n]+/g, ' ')
  if (before === undefined || before[0] === 'break') value = value.replace(/^ /, '')
  if (after === undefined || after[0] === 'break') value = value.replace(/ $/, '')
  return value
}

/** Whether a link is no more than its address, which a reader of Markdown makes of it anyway. */
export function isOwnText(link: Link): boolean {
  const [only] = link.children
  if (link.title || link.children.length !== 1 || only?.type !== 'text') return false
  return [only.value, `http://${only.value}`, `mailto:${only.value}`].includes(link.url)
}

function withoutLastEmpty(cells: readonly Shown[]): readonly Shown[] {
  let end = cells.length
  while (end > 0 && cells[end - 1]!.length === 0) end--
  return cells.slice(0, end)
}

function isVisible(node: Nodes): boolean {
  return node.type !== 'paragraph' || node.children.length > 0
}

const phrasing = new Set([
  'text',
  'emphasis',
  'strong',
  'delete',
  'inlineCode',
  'break',
  'image',
  'link',
  'imageReference',
  'linkReference',
  'footnoteReference',
])

function isPhrasing(node: Nodes): boolean {
  return phrasing.has(node.type)
}
