import type { Nodes, Paragraph, Parents, RootContent, Text } from 'mdast'
import { cleanText } from './clean.ts'
import { plainOf } from './plain-of.ts'

/** Levels of nodes below which only text is kept. Deeper trees are made by machines or by mischief. */
const deepest = 100

const phrasing = new Set<string>([
  'text',
  'emphasis',
  'strong',
  'delete',
  'inlineCode',
  'break',
  'image',
  'imageReference',
  'link',
  'linkReference',
  'footnoteReference',
])
const attention = new Set<string>(['emphasis', 'strong', 'delete'])
const flow = new Set<string>([
  'blockquote',
  'code',
  'definition',
  'footnoteDefinition',
  'heading',
  'html',
  'list',
  'listItem',
  'paragraph',
  'table',
  'tableRow',
  'tableCell',
  'thematicBreak',
  'yaml',
])

export interface Tidy {
  readonly nodes: readonly RootContent[]
  /** Whether there are definitions of links or footnotes among them, so that `[x]` in text may be a link. */
  readonly definitions: boolean
}

/**
 * Brings nodes into the form that printing counts on: neighbouring texts are one, and so is neighbouring code, nothing is empty that cannot be,
 * text is free of control characters, phrasing stands in paragraphs, nothing is too deep or unknown.
 */
export function tidyNodes(nodes: readonly RootContent[]): Tidy {
  const seen = { definitions: false }
  return { nodes: tidyFlow(nodes, 0, seen) as RootContent[], definitions: seen.definitions }
}

interface Seen {
  definitions: boolean
}

function tidyFlow(nodes: readonly Nodes[], depth: number, seen: Seen): readonly Nodes[] {
  const result: Nodes[] = []
  let loose: Nodes[] = []
  function wrap(): void {
    if (loose.length === 0) return
    const children = tidyPhrasing(loose, depth + 1, '')
    if (children.length > 0) result.push({ type: 'paragraph', children } as Paragraph)
    loose = []
  }
  for (const node of nodes) {
    if (phrasing.has(node.type)) {
      loose.push(node)
      continue
    }
    wrap()
    if (node.type === 'definition' || node.type === 'footnoteDefinition') seen.definitions = true
    if (depth < deepest && flow.has(node.type)) {
      const block = tidyBlock(node, depth, seen)
      if (block.type !== 'paragraph' || block.children.length > 0) result.push(block)
      continue
    }
    const value = plainOf(node)
    if (value) result.push({ type: 'paragraph', children: [{ type: 'text', value }] })
  }
  wrap()
  return same(result, nodes) ? nodes : result
}

function tidyBlock(node: Nodes, depth: number, seen: Seen): Nodes {
  if (!('children' in node)) return node
  const block = node.type === 'paragraph' || node.type === 'heading' || node.type === 'tableCell'
  return withChildren(
    node,
    block ? tidyPhrasing(node.children, depth + 1, '') : tidyFlow(node.children, depth + 1, seen),
  )
}

/** @param inside the kinds of emphasis that these nodes are in; a second one of a kind says nothing and is left out */
function tidyPhrasing(nodes: readonly Nodes[], depth: number, inside: string): readonly Nodes[] {
  const result: Nodes[] = []
  for (const node of nodes) addPhrasing(result, node, depth, inside)
  if (inside === '') while (result.at(-1)?.type === 'break') result.pop()
  return same(result, nodes) ? nodes : result
}

function addPhrasing(result: Nodes[], node: Nodes, depth: number, inside: string): void {
  if (node.type === 'text') addText(result, node)
  else if (depth >= deepest || !(phrasing.has(node.type) || node.type === 'html')) {
    addText(result, { type: 'text', value: plainOf(node) })
  } else if (!('children' in node)) {
    addLeaf(result, node)
  } else if (!attention.has(node.type))
    result.push(withChildren(node, tidyPhrasing(node.children, depth + 1, `${inside} link`)))
  else if (inside.includes(node.type)) for (const child of node.children) addPhrasing(result, child, depth + 1, inside)
  else addAttention(result, node, tidyPhrasing(node.children, depth + 1, `${inside} ${node.type}`))
}

function addText(result: Nodes[], node: Text): void {
  const value = cleanText(node.value)
  if (!value) return
  const last = result.at(-1)
  if (last?.type === 'text') result[result.length - 1] = { type: 'text', value: last.value + value }
  else result.push(value === node.value ? node : { type: 'text', value })
}

/** Two neighbouring pieces of code would read as one with backticks in it, so they become one without. */
function addLeaf(result: Nodes[], node: Nodes): void {
  const last = result.at(-1)
  if (node.type === 'inlineCode' && last?.type === 'inlineCode') {
    result[result.length - 1] = { type: 'inlineCode', value: last.value + node.value }
  } else if (!('value' in node) || node.value) result.push(node)
}

/** Emphasis cannot be empty, nor start or end with a line break: such breaks move out of it. */
function addAttention(result: Nodes[], node: Parents, children: readonly Nodes[]): void {
  let start = 0
  let end = children.length
  while (start < end && children[start]!.type === 'break') result.push(children[start++]!)
  while (end > start && children[end - 1]!.type === 'break') end--
  const whole = start === 0 && end === children.length
  if (start < end) result.push(withChildren(node, whole ? children : children.slice(start, end)))
  for (; end < children.length; end++) result.push(children[end]!)
}

function withChildren(node: Parents, children: readonly Nodes[]): Nodes {
  return children === node.children ? node : ({ ...node, children } as Nodes)
}

function same(left: readonly Nodes[], right: readonly Nodes[]): boolean {
  return left.length === right.length && left.every((node, index) => node === right[index])
}
