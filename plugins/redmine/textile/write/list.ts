import type { List, ListItem } from 'mdast'
import { inexpressible } from './inexpressible.ts'
import { type Writing, writePhrasing } from './phrasing.ts'

/** A list as lines: `* item`, `*# numbered item below it`. */
export function writeList(list: List, writing: Writing, above = ''): string {
  if (list.ordered && (list.start ?? 1) !== 1) {
    throw inexpressible(`a numbered list that begins with ${list.start}`)
  }
  const marker = above + (list.ordered ? '#' : '*')
  return list.children.map(item => writeItem(item, writing, marker)).join('\n')
}

function writeItem({ checked, children }: ListItem, writing: Writing, marker: string): string {
  if (typeof checked === 'boolean') throw inexpressible(`a checkbox ([${checked ? 'x' : ' '}])`)
  const [first, ...rest] = children[0]?.type === 'list' ? [undefined, ...children] : children
  if (first !== undefined && first.type !== 'paragraph') throw inexpressible(`a list item with ${wordsFor(first.type)}`)
  const below = rest.map(node => {
    if (node?.type !== 'list') throw inexpressible(`a list item with ${wordsFor(node?.type)}`)
    return writeList(node, writing, marker)
  })
  return [`${marker} ${first ? writePhrasing(first.children, writing) : ''}`, ...below].join('\n')
}

const WORDS: Readonly<Record<string, string>> = {
  paragraph: 'several paragraphs',
  code: 'a block of code',
  blockquote: 'a quote',
  table: 'a table',
  heading: 'a heading',
  thematicBreak: 'a rule',
  html: 'HTML',
}

function wordsFor(type: string | undefined): string {
  return WORDS[type ?? ''] ?? 'more than text and lists'
}
