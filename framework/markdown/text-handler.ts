import type { Parents, Text } from 'mdast'
import type { Handle, Info, State } from 'mdast-util-to-markdown'
import { escapeText } from './escape-text.ts'
import type { Brackets, Place } from './place.ts'

/**
 * The handler of `text` nodes: one pass over the characters, where the default runs some forty regular expressions.
 *
 * @param brackets whether `[x]` may stand as it is, because nothing defines `x`
 */
export function textHandler(brackets: Brackets): Handle {
  function text(node: Text, _: Parents | undefined, state: State, info: Info): string {
    const { stack } = state
    if (stack.includes('autolink')) return state.safe(node.value, info)
    return escapeText(node.value, {
      before: info.before,
      after: info.after,
      brackets: stack.includes('label') ? 'label' : brackets,
      container: containerOf(stack),
    })
  }
  return Object.assign(text, { peek: (node: Text) => node.value.charAt(0) })
}

function containerOf(stack: State['stack']): Place['container'] {
  if (stack.includes('tableCell')) return 'cell'
  if (stack.includes('headingAtx')) return 'heading'
  return stack.includes('listItem') ? 'item' : 'paragraph'
}
