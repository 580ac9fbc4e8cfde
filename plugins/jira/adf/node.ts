import type { AdfNode } from './schema.ts'

/** Any value as a node: bare text becomes a text node, `null` and the like are nothing. */
export function toNode(value: unknown): AdfNode | undefined {
  if (typeof value === 'string' || typeof value === 'number') return { type: 'text', text: String(value) }
  return typeof value === 'object' && value !== null ? value : undefined
}

/** The type of a node, or the empty string. */
export function typeOf(node: AdfNode): string {
  return typeof node.type === 'string' ? node.type : ''
}

/** The children of a node as they came; none rather than a failure. */
export function contentOf(node: AdfNode): readonly unknown[] {
  return listOf(node.content)
}

/** The marks of a node as they came. */
export function marksOf(node: AdfNode): readonly unknown[] {
  return listOf(node.marks)
}

/** All attributes of a node. */
export function attributesOf(node: AdfNode): Readonly<Record<string, unknown>> {
  const { attrs } = node
  return typeof attrs === 'object' && attrs !== null ? (attrs as Record<string, unknown>) : {}
}

/** One attribute as text (numbers are written out), or the empty string. */
export function textAttribute(node: AdfNode, name: string): string {
  const value = attributesOf(node)[name]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** One attribute as text on one line, for a label or a title. */
export function labelAttribute(node: AdfNode, name: string): string {
  return textAttribute(node, name).replaceAll(/\s+/g, ' ').trim()
}

/** One attribute as a whole number within bounds, or `otherwise`. */
export function numberAttribute(node: AdfNode, name: string, least: number, most: number, otherwise: number): number {
  const value = attributesOf(node)[name]
  const number = typeof value === 'number' || typeof value === 'string' ? Math.round(Number(value)) : Number.NaN
  return Number.isNaN(number) ? otherwise : Math.min(most, Math.max(least, number))
}

function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value
  return value === undefined || value === null ? [] : [value]
}
