import type { PhrasingContent } from 'mdast'
import { append } from './append.ts'
import { splitEdges } from './edges.ts'

/** A whole line as strong; what was strong in it already is so once. */
export function embolden(children: readonly PhrasingContent[]): PhrasingContent[] {
  const { lead, body, trail } = splitEdges(withoutStrong(children))
  return body.length === 0 ? [...lead, ...trail] : [...lead, { type: 'strong', children: body }, ...trail]
}

function withoutStrong(children: readonly PhrasingContent[]): PhrasingContent[] {
  const line: PhrasingContent[] = []
  for (const child of children) {
    if (child.type === 'strong') for (const inner of withoutStrong(child.children)) append(line, inner)
    else if ('children' in child) append(line, { ...child, children: withoutStrong(child.children) } as PhrasingContent)
    else append(line, child.type === 'inlineCode' ? { ...child } : child)
  }
  return line
}
