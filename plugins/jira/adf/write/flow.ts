import type { RootContent } from 'mdast'
import { align } from '../../markup/align.ts'
import { shownKey } from '../../markup/shown.ts'
import { type Unit, unitsOf } from '../../markup/unit.ts'
import { toNode, typeOf } from '../node.ts'
import { expand, frame, isLike, writeNode } from './handle/index.ts'
import type { WriteState } from './state.ts'

/**
 * Blocks, made of the old ones as far as they show the same.
 *
 * Old blocks that show nothing (empty paragraphs, which are spacing in Jira) stay behind the block they followed.
 */
export function writeFlow(nodes: readonly RootContent[], olds: readonly unknown[], state: WriteState): unknown[] {
  const units = unitsOf(nodes).filter(isShown)
  const oldKeys = olds.map(old => shownKey(state.reader.flow([old])))
  const partners = align(
    units.map(unit => shownKey(unit.nodes)),
    oldKeys,
    (index, old) => oldKeys[old] !== '[]' && isLike(units[index]!, typeOf(toNode(olds[old]) ?? {})),
  )
  const content: unknown[] = []
  const addInvisible = (from: number) => {
    for (let old = from; oldKeys[old] === '[]'; old++) keep(olds[old])
  }
  const keep = (old: unknown) => {
    state.known.set(old, 'whole')
    content.push(old)
  }
  addInvisible(0)
  units.forEach((unit, index) => {
    const partner = partners[index]
    const old = partner && olds[partner.old]
    if (partner?.exact) keep(old)
    else for (const node of writeUnit(unit, partner && toNode(old), state)) content.push(node)
    if (partner) addInvisible(partner.old + 1)
  })
  return content
}

function writeUnit(unit: Unit, old: ReturnType<typeof toNode>, state: WriteState): unknown[] {
  if (unit.kind === 'expand') return expand(unit, old, state)
  return unit.kind === 'frame' ? frame(unit, old, state) : writeNode(unit.node, old, state)
}

function isShown({ kind, nodes: [node] }: Unit): boolean {
  return kind !== 'node' || node?.type !== 'paragraph' || node.children.length > 0
}
