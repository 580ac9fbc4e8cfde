import { type InlineRule, textNode } from './inline-source.ts'

/** The characters that a backslash makes plain in Jira. Before any other the backslash is a backslash. */
const escapable = /[-#*_+?^~|%{}[\]()!@]/

/** How far around a double backslash we look for a path (`C:\\Users\\me`). */
const wordReach = 200

/** `\*` is a plain asterisk; `\\` is a line break, unless the word is a path. */
export const backslash: InlineRule = ({ text, to, lineBreak }, at) => {
  if (at + 1 >= to) return undefined
  if (text[at + 1] !== '\\') {
    const escaped = text[at + 1]!
    return escapable.test(escaped) ? { nodes: [textNode(escaped)], end: at + 2 } : undefined
  }
  let end = at + 2
  while (end < to && text[end] === '\\') end++
  if (end - at > 2 || isPath(text, at, to)) return { nodes: [textNode(text.slice(at, end))], end }
  // A break right before the end of the line is one break, not two.
  const rest = /[ \t]*\n?[ \t]*/y
  rest.lastIndex = end
  rest.exec(text)
  return {
    nodes: [lineBreak === 'tag' ? { type: 'html', value: '<br>' } : { type: 'break' }],
    end: Math.min(rest.lastIndex, to),
  }
}

function isPath(text: string, at: number, to: number): boolean {
  const after = /^[^\s\\|]*\\/.test(text.slice(at + 2, Math.min(to, at + wordReach)))
  return after || /\\[^\s\\|]*$/.test(text.slice(Math.max(0, at - wordReach), at))
}
