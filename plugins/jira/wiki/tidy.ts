import type { PhrasingContent } from 'mdast'

/**
 * Valid and stable inline content.
 *
 * Neighbouring texts are one, no text is empty, no white space stands at the start or end of a line, no break stands
 * first or last, and a colour neither begins with a break nor ends with one.
 */
export function tidy(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  const result: PhrasingContent[] = []
  let lineStarts = true
  for (const node of nodes) {
    if (node.type === 'text') {
      const value = lineStarts ? node.value.replace(leadingSpace, '') : node.value
      if (value === '') continue
      const last = result.at(-1)
      if (last?.type === 'text') result[result.length - 1] = { type: 'text', value: last.value + value }
      else result.push({ type: 'text', value })
      lineStarts = false
    } else if (isLineBreak(node)) {
      const opened = opensColor(result.at(-1)) ? result.pop() : undefined
      trimEnd(result)
      if (result.length > 0) result.push(node)
      if (opened) result.push(opened)
      lineStarts = true
    } else {
      const last = result.at(-1)
      if (closesColor(node) && last && isLineBreak(last)) result.splice(-1, 1, node, last)
      else result.push(node)
      lineStarts &&= opensColor(node) || closesColor(node)
    }
  }
  for (let last = result.at(-1); last; last = result.at(-1)) {
    if (isLineBreak(last)) result.pop()
    else if (!trimEnd(result)) break
  }
  return result
}

/** A hard break, or the tag that stands for one. */
export function isLineBreak(node: PhrasingContent): boolean {
  return node.type === 'break' || (node.type === 'html' && node.value === '<br>')
}

const leadingSpace = /^[ \t\n]+/

/** Takes white space off the last text; says whether anything was left out altogether. */
function trimEnd(nodes: PhrasingContent[]): boolean {
  const last = nodes.at(-1)
  if (last?.type !== 'text') return false
  let end = last.value.length
  while (end > 0 && ' \t\n'.includes(last.value[end - 1]!)) end--
  if (end === last.value.length) return false
  if (end === 0) nodes.pop()
  else nodes[nodes.length - 1] = { type: 'text', value: last.value.slice(0, end) }
  return end === 0
}

function opensColor(node: PhrasingContent | undefined): boolean {
  return node?.type === 'html' && node.value.startsWith('<span')
}

function closesColor(node: PhrasingContent): boolean {
  return node.type === 'html' && node.value === '</span>'
}
