import type { Nodes, Parents } from 'mdast'
import type { Handle, Info, State } from 'mdast-util-to-markdown'

const flat = new Set<string>(['text', 'inlineCode', 'break', 'link', 'image'])

/**
 * Prints phrasing without emphasis by putting its pieces together: what the default does for emphasis, trying markers
 * until all of them pair up, is of no use then.
 *
 * @returns undefined where the default is needed
 */
export function printFlatPhrasing(children: readonly Nodes[], parent: Parents, state: State, info: Info) {
  if (!children.every(child => flat.has(child.type))) return undefined
  let result = ''
  let { before } = info
  for (let index = 0; index < children.length; index++) {
    const next = children[index + 1]
    const after = next ? firstOf(next, parent, state, info) : info.after
    const value: string = state.handle(children[index], parent, state, { ...info, before, after })
    if (value) before = value.charAt(value.length - 1)
    result += value
  }
  return result
}

function firstOf(node: Nodes, parent: Parents, state: State, info: Info): string {
  if (node.type === 'text') return node.value.charAt(0)
  const handle = state.handlers[node.type] as Handle & { readonly peek?: Handle }
  return (handle.peek ?? handle)(node, parent, state, { ...info, before: '', after: '' }).charAt(0)
}
