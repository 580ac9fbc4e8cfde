import type { PhrasingContent } from 'mdast'
import { trimSpaceEnd, trimSpaceStart } from './append.ts'

/** A line in three parts: white space and breaks, what stands between, white space and breaks. */
export interface Edges {
  readonly lead: PhrasingContent[]
  readonly body: PhrasingContent[]
  readonly trail: PhrasingContent[]
}

/** Takes the white space at both ends off, since `** a**` is not strong. */
export function splitEdges(children: readonly PhrasingContent[]): Edges {
  let start = 0
  let end = children.length
  while (start < end && isBlank(children[start]!)) start++
  while (end > start && isBlank(children[end - 1]!)) end--
  const lead = children.slice(0, start)
  const trail = children.slice(end)
  const body = children.slice(start, end)
  const first = body[0]
  if (first?.type === 'text') {
    const value = first.value.trimStart()
    if (value.length < first.value.length) {
      lead.push({ type: 'text', value: first.value.slice(0, first.value.length - value.length) })
      body[0] = { type: 'text', value }
    }
  }
  const last = body.at(-1)
  if (last?.type === 'text') {
    const value = last.value.trimEnd()
    if (value.length < last.value.length) {
      trail.unshift({ type: 'text', value: last.value.slice(value.length) })
      body[body.length - 1] = { type: 'text', value }
    }
  }
  return { lead, body, trail }
}

/** A line without breaks, spaces and tabs at its ends; empty when there is white space only. */
export function trimLine(children: readonly PhrasingContent[]): PhrasingContent[] {
  if (children.every(isBlank)) return []
  let start = 0
  let end = children.length
  while (isInvisible(children[start]!)) start++
  while (isInvisible(children[end - 1]!)) end--
  const line = children.slice(start, end)
  const first = line[0]!
  if (first.type === 'text') first.value = trimSpaceStart(first.value)
  const last = line.at(-1)!
  if (last.type === 'text') last.value = trimSpaceEnd(last.value)
  return line
}

function isBlank(node: PhrasingContent): boolean {
  return node.type === 'break' || (node.type === 'text' && node.value.trimStart() === '')
}

function isInvisible(node: PhrasingContent): boolean {
  return node.type === 'break' || (node.type === 'text' && trimSpaceStart(node.value) === '')
}
