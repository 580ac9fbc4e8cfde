import type { Blockquote, Heading, RootContent } from 'mdast'
import { readPanel } from '../../markup/read-carrier.ts'
import { refuse } from '../../markup/refuse.ts'
import { type Unit, unitsOf } from '../../markup/unit.ts'
import { code } from './code.ts'
import { writeInline } from './inline.ts'
import { list } from './list.ts'
import { table } from './table.ts'

/** How much is escaped; see `escape.ts`. */
export type Escapes = 'needed' | 'all'

/** Blocks as wiki markup, one blank line apart, lines ending with LF. */
export function writeBlocks(nodes: readonly RootContent[], escapes: Escapes): string {
  return unitsOf(nodes)
    .map(unit => writeUnit(unit, escapes))
    .filter(text => text !== '')
    .join('\n\n')
}

function writeUnit(unit: Unit, escapes: Escapes): string {
  if (unit.kind === 'frame') return refuse(`<div data-${unit.origin}="${unit.type}"> has no form in wiki markup.`)
  if (unit.kind === 'expand') return macro('expand', unit.title, writeBlocks(unit.children, escapes))
  return writeBlock(unit.node, escapes)
}

/** One block. */
export function writeBlock(node: RootContent, escapes: Escapes): string {
  switch (node.type) {
    case 'paragraph':
      return writeInline(node.children, { bars: 'plain', escapes, lineBreak: 'line' })
    case 'heading':
      return heading(node, escapes)
    case 'list':
      return list(node, escapes)
    case 'code':
      return code(node)
    case 'blockquote':
      return quote(node, escapes)
    case 'table':
      return table(node, escapes)
    case 'thematicBreak':
      return '----'
    case 'html':
      return writeInline([{ type: 'text', value: node.value }], { bars: 'plain', escapes, lineBreak: 'line' })
    default:
      return refuse(`Jira has nothing for the Markdown construct "${node.type}".`)
  }
}

function heading({ depth, children }: Heading, escapes: Escapes): string {
  const lead = `h${depth}. `
  return `${lead}${writeInline(children, { bars: 'plain', escapes, lineBreak: 'tag' }, lead)}`
}

const panels = new Set(['panel', 'info', 'tip', 'note', 'warning'])

/** A quote, or a panel where it begins with the label of one. */
function quote(node: Blockquote, escapes: Escapes): string {
  const panel = readPanel(node)
  if (panel && panels.has(panel.kind))
    return macro(panel.kind, panel.title, writeBlocks(panel.children, escapes), 'title=')
  const [only] = node.children
  if (node.children.some(child => child.type === 'blockquote' && !readPanel(child))) {
    return refuse('Quotes of wiki markup cannot hold quotes: leave one `>` only.')
  }
  if (!only) return ''
  return macro('quote', '', writeBlocks(node.children, escapes))
}

function macro(name: string, title: string, body: string, key = ''): string {
  if (/[{}|\n]/.test(title)) return refuse(`The title "${title}" of a ${name} cannot hold braces and bars.`)
  const parameters = title === '' ? '' : `:${key}${title}`
  return `{${name}${parameters}}\n${body}\n{${name}}`
}
