import type { InlineCode, Parents } from 'mdast'
import type { Handle, State } from 'mdast-util-to-markdown'

const fencesOf = /`+/g
const lineEnds = /\r?\n|\r/g
const unescapedPipe = /(?<!\\)((?:\\\\)*)\|/g

/** The handler of `inlineCode` nodes. Line ends become spaces, as every reader takes them. */
function print(node: InlineCode, _: Parents | undefined, state: State): string {
  const value = node.value.replace(lineEnds, ' ')
  const fence = freeFence(value)
  const pad = value.trim() !== '' && (/^`|`$/.test(value) || (value.startsWith(' ') && value.endsWith(' '))) ? ' ' : ''
  const code = fence + pad + value + pad + fence
  return state.stack.includes('tableCell') && code.includes('|') ? code.replace(unescapedPipe, '$1\\|') : code
}

/** The shortest fence that is not in the code. */
function freeFence(value: string): string {
  if (!value.includes('`')) return '`'
  const taken = new Set(value.match(fencesOf)?.map(fence => fence.length))
  let size = 1
  while (taken.has(size)) size++
  return '`'.repeat(size)
}

export const inlineCode: Handle = Object.assign(print, { peek: () => '`' })
