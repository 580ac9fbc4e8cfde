import type { PhrasingContent } from 'mdast'

/**
 * Adds a node to a line such that Markdown can say it.
 *
 * Neighbouring texts become one, as do neighbouring codes (`` `a``b` `` would be another code); spaces beside a
 * hard break, which nobody sees, are dropped.
 */
export function append(line: PhrasingContent[], node: PhrasingContent): void {
  const last = line.at(-1)
  if (node.type === 'text') {
    const value = last?.type === 'break' ? trimSpaceStart(node.value) : node.value
    if (value === '') return
    if (last?.type === 'text') last.value += value
    else line.push({ type: 'text', value })
  } else if (node.type === 'inlineCode' && last?.type === 'inlineCode') {
    last.value += node.value
  } else {
    if (node.type === 'break' && last?.type === 'text') {
      last.value = trimSpaceEnd(last.value)
      if (last.value === '') line.pop()
    }
    line.push(node)
  }
}

/** Without leading spaces, tabs and line ends; other white space is kept. */
export function trimSpaceStart(text: string): string {
  let start = 0
  while (isSpace(text.charCodeAt(start))) start++
  return start === 0 ? text : text.slice(start)
}

/** Without trailing spaces, tabs and line ends. */
export function trimSpaceEnd(text: string): string {
  let end = text.length
  while (isSpace(text.charCodeAt(end - 1))) end--
  return end === text.length ? text : text.slice(0, end)
}

function isSpace(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13
}
