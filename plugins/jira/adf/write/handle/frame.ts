import { refuse } from '../../../markup/refuse.ts'
import type { Unit } from '../../../markup/unit.ts'
import { unitsOf } from '../../../markup/unit.ts'
import { contentOf } from '../../node.ts'
import { framed } from '../../raw.ts'
import type { AdfNode } from '../../schema.ts'
import { type BlockWriter, refill, replace } from '../state.ts'

/** A node with a body but no form of its own. */
export const frame: BlockWriter<Extract<Unit, { readonly kind: 'frame' }>> = (unit, old, state) => {
  if (unit.origin === 'wiki')
    return refuse(`<div data-wiki="${unit.type}"> is wiki markup, which Jira Cloud does not read.`)
  const content = state.flow(unit.children, old ? contentOf(old) : [])
  if (old && JSON.stringify(shownAttributes(old)) === JSON.stringify(unit.attributes))
    return [refill(old, content, state)]
  const attrs = Object.fromEntries(
    Object.entries(unit.attributes).map(([name, value]) => [name, readValue(name, value)]),
  )
  return [replace(old, unit.type, attrs, content, state)]
}

function shownAttributes(old: AdfNode): unknown {
  const [unit] = unitsOf(framed(old, []))
  return unit?.kind === 'frame' ? unit.attributes : undefined
}

const numbers = new Set(['width', 'originalWidth', 'originalHeight', 'level'])

/** An attribute from how it is shown; text and JSON look alike. */
function readValue(name: string, value: string): unknown {
  if (numbers.has(name) && /^-?\d+(?:\.\d+)?$/.test(value)) return Number(value)
  if (!/^[{[]/.test(value)) return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}
