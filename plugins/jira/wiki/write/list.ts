import type { List, ListItem, RootContent } from 'mdast'
import { excerpt, refuse } from '../../markup/refuse.ts'
import { textOf } from '../../markup/text-of.ts'
import { type Escapes, writeBlock } from './block.ts'
import { writeInline } from './inline.ts'

/** A list: `*` and `#`, as many as the item is deep. */
export function list(node: List, escapes: Escapes): string {
  return linesOf(node, '', escapes).join('\n')
}

function linesOf(node: List, above: string, escapes: Escapes): string[] {
  if (node.ordered && (node.start ?? 1) !== 1) {
    return refuse(`Numbered lists of wiki markup begin with 1, not with ${node.start}.`)
  }
  const marks = `${above}${node.ordered ? '#' : '*'}`
  return node.children.flatMap(item => itemOf(item, marks, escapes))
}

/** An item: its line, the blocks that may stand in it, the lists below it. */
function itemOf(item: ListItem, marks: string, escapes: Escapes): string[] {
  const lead = `${marks} `
  const box = typeof item.checked === 'boolean' ? `\\[${item.checked ? 'x' : ' '}] ` : ''
  const [first, ...rest] = item.children
  const line = first?.type === 'paragraph' ? first : undefined
  const text = line ? writeInline(line.children, { bars: 'plain', escapes, lineBreak: 'line' }, `${lead}${box}`) : ''
  const lines = line ? [`${lead}${box}${text}`] : []
  const others: readonly RootContent[] = line ? rest : item.children
  let below = false
  for (const block of others) {
    if (block.type === 'list') {
      if (lines.length === 0) refuse('An item of a list in wiki markup begins with words, not with a list.')
      lines.push(...linesOf(block, marks, escapes))
      below = true
    } else if (below || block.type === 'paragraph' || block.type === 'heading' || block.type === 'table') {
      refuse(
        `Items of lists in wiki markup are one paragraph: put "${excerpt(textOf([block]))}" into a paragraph of its own.`,
      )
    } else {
      const written = writeBlock(block, escapes)
      if (lines.length === 0) lines.push(`${lead}${box}${written}`)
      else lines.push(written)
    }
  }
  return lines
}
