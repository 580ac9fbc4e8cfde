import type { RootContent } from 'mdast'
import { refuse } from '../../../markup/refuse.ts'
import type { Unit } from '../../../markup/unit.ts'
import type { AdfNode } from '../../schema.ts'
import { nodeOf } from '../node.ts'
import type { WriteState } from '../state.ts'
import { codeBlock, rawTypeOf } from './code-block.ts'
import { heading } from './heading.ts'
import { list } from './list.ts'
import { likeParagraph, paragraph } from './paragraph.ts'
import { quote } from './quote.ts'
import { table } from './table.ts'

export { expand } from './expand.ts'
export { frame } from './frame.ts'

/** Makes the nodes of a block. */
export function writeNode(node: RootContent, old: AdfNode | undefined, state: WriteState): unknown[] {
  switch (node.type) {
    case 'paragraph':
      return paragraph(node, old, state)
    case 'heading':
      return heading(node, old, state)
    case 'list':
      return list(node, old, state)
    case 'code':
      return codeBlock(node, old, state)
    case 'blockquote':
      return quote(node, old, state)
    case 'table':
      return table(node, old, state)
    case 'thematicBreak':
      return [nodeOf('rule')]
    case 'html':
      return paragraph({ type: 'paragraph', children: htmlLines(node.value) }, undefined, state)
    default:
      return refuse(`Jira has nothing for the Markdown construct "${node.type}".`)
  }
}

/** Old types that a block may take the place of and go on with their attributes. */
const like: Readonly<Record<string, readonly string[]>> = {
  heading: ['heading'],
  list: ['bulletList', 'orderedList', 'taskList', 'decisionList'],
  blockquote: ['blockquote', 'panel'],
  table: ['table'],
  expand: ['expand', 'nestedExpand'],
}

/** Whether a block may be a changed form of an old node of this type. */
export function isLike(unit: Unit, type: string): boolean {
  if (unit.kind === 'frame') return unit.type === type
  const kind = unit.kind === 'expand' ? 'expand' : unit.node.type
  if (unit.kind === 'node' && unit.node.type === 'code') return type === (rawTypeOf(unit.node) ?? 'codeBlock')
  if (unit.kind === 'node' && unit.node.type === 'paragraph') return likeParagraph(unit.node).includes(type)
  return (Object.hasOwn(like, kind) ? like[kind]! : []).includes(type)
}

/** HTML is text to Jira: it stands as it was typed. */
function htmlLines(value: string): { type: 'text'; value: string }[] {
  return [{ type: 'text', value }]
}
