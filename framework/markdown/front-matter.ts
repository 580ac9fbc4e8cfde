import type { Front, FrontValue } from '../source/document.ts'
import { cleanLine } from './clean.ts'
import { printScalar } from './yaml-scalar.ts'

const longestKey = 200

/**
 * The lines of the front matter, without its fences and without `revision`; each ends in LF.
 * A key that is taken already, or ours, gets a number: `revision (2)`.
 */
export function printFront(front: Front): string {
  const taken = new Map<string, number>([['revision', 1]])
  let lines = ''
  for (const [name, value] of Object.entries(front)) {
    const printed = printValue(value)
    if (printed !== undefined) lines += `${printScalar(freeKey(name, taken), 'flow')}: ${printed}\n`
  }
  return lines
}

function printValue(value: FrontValue): string | undefined {
  if (value === undefined || value === null || value === '') return undefined
  if (typeof value !== 'object') return printScalar(value, 'block')
  if (value.length === 0) return undefined
  return `[${value.map(one => printScalar(one, 'flow')).join(', ')}]`
}

function freeKey(name: string, taken: Map<string, number>): string {
  const key = cleanLine(name).slice(0, longestKey).toWellFormed()
  const count = taken.get(key)
  if (count === undefined) {
    taken.set(key, 1)
    return key
  }
  let next = count + 1
  while (taken.has(`${key} (${next})`)) next++
  taken.set(key, next).set(`${key} (${next})`, 1)
  return `${key} (${next})`
}
