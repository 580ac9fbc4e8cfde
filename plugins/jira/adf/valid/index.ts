import { attributesOf, contentOf, typeOf } from '../node.ts'
import type { AdfNode } from '../schema.ts'
import { type AttributeRule, attributeRule, markAttributes, noAttributes } from './attributes.ts'
import { contentRule, hasRule } from './content.ts'
import { marksAllowed } from './marks.ts'

/** What the tracker has had before, and so takes again: a `whole` node, or its `frame`, all but its content. */
export type Known = 'whole' | 'frame'

/** More levels than anything that the schema allows has. */
const deepest = 300

/**
 * Says what is wrong with a document by the published schema, or `undefined`.
 *
 * @param known nodes that are taken on trust
 * @returns words that complete "Jira does not take …"
 */
export function validateAdf(doc: unknown, known: ReadonlyMap<unknown, Known> = new Map()): string | undefined {
  if (!isNode(doc) || typeOf(doc) !== 'doc') return 'a document that is none'
  if ((doc as { readonly version?: unknown }).version !== 1) return 'a document of another version than 1'
  return faultInside(doc, known, 0)
}

function faultInside(node: AdfNode, known: ReadonlyMap<unknown, Known>, depth: number): string | undefined {
  if (depth > deepest) return `nodes more than ${deepest} levels deep`
  const type = typeOf(node)
  const rule = contentRule(type)
  const trusted = known.get(node) !== undefined
  const content = contentOf(node)
  if (node.content !== undefined && !Array.isArray(node.content)) return `content of a ${type} that is no list`
  if (!trusted && content.length < rule.least)
    return `a ${type} with ${content.length === 0 ? 'nothing' : 'too little'} in it`
  if (!trusted && content.length > rule.most) return `a ${type} with more than ${rule.most} nodes in it`
  for (const [index, child] of content.entries()) {
    const fault = faultOf(child, node, index, known, depth + 1)
    if (fault) return fault
  }
  return undefined
}

function faultOf(
  child: unknown,
  parent: AdfNode,
  index: number,
  known: ReadonlyMap<unknown, Known>,
  depth: number,
): string | undefined {
  const trust = known.get(child)
  if (trust === 'whole') return undefined
  if (!isNode(child)) return `a node of the type ${typeof child}`
  const type = typeOf(child)
  if (trust === undefined) {
    const isOpen = known.has(parent) && !hasRule(typeOf(parent))
    if (!isOpen && !contentRule(typeOf(parent)).holds.has(type)) return `${named(type)} inside ${named(typeOf(parent))}`
    if (typeOf(parent) === 'mediaSingle' && (index === 0) !== (type === 'media')) return 'a caption without its picture'
    const fault = faultOfFields(child, type) ?? faultOfMarks(child, parent)
    if (fault) return fault
  }
  return faultInside(child, known, depth)
}

function faultOfFields(node: AdfNode, type: string): string | undefined {
  for (const name of Object.keys(node)) {
    const allowed = type === 'text' ? ['type', 'text', 'marks'] : ['type', 'attrs', 'content', 'marks']
    if (!allowed.includes(name)) return `${named(type)} with "${name}"`
  }
  if (type === 'text') return typeof node.text === 'string' && node.text !== '' ? undefined : 'a text that is empty'
  const attributes = attributesOf(node)
  return faultOfAttributes(named(type), attributes, attributeRule(type, attributes))
}

function faultOfMarks(node: AdfNode, parent: AdfNode): string | undefined {
  if (node.marks === undefined) return undefined
  if (!Array.isArray(node.marks)) return `marks of ${named(typeOf(node))} that are no list`
  const allowed = marksAllowed(node, parent)
  for (const mark of node.marks as readonly AdfNode[]) {
    const type = isNode(mark) ? typeOf(mark) : ''
    if (!allowed.has(type)) return `the mark "${type}" on ${named(typeOf(node))}`
    const rule = Object.hasOwn(markAttributes, type) ? markAttributes[type]! : noAttributes
    const fault = faultOfAttributes(`the mark "${type}"`, attributesOf(mark), rule)
    if (fault) return fault
  }
  return undefined
}

function faultOfAttributes(
  owner: string,
  attributes: Readonly<Record<string, unknown>>,
  { checks, required }: AttributeRule,
): string | undefined {
  const missing = required.find(name => attributes[name] === undefined)
  if (missing) return `${owner} without "${missing}"`
  for (const [name, value] of Object.entries(attributes)) {
    if (!Object.hasOwn(checks, name)) return `${owner} with the attribute "${name}"`
    if (!checks[name]!(value)) return `${owner} with ${name} = ${JSON.stringify(value)}`
  }
  return undefined
}

const names: Readonly<Record<string, string>> = {
  ...{ bulletList: 'a list', orderedList: 'a numbered list', listItem: 'a list item', taskList: 'a task list' },
  ...{ taskItem: 'a task', decisionList: 'a list of decisions', decisionItem: 'a decision', blockquote: 'a quote' },
  ...{
    codeBlock: 'code',
    rule: 'a rule',
    tableCell: 'a table cell',
    tableHeader: 'a table header',
    nestedExpand: 'an expand inside an expand',
  },
  ...{
    mediaSingle: 'a picture',
    mediaInline: 'a picture in a line',
    mediaGroup: 'a group of files',
    doc: 'a document',
    text: 'text',
    expand: 'an expand',
  },
}

function named(type: string): string {
  return Object.hasOwn(names, type) ? names[type]! : `a "${type}"`
}

function isNode(value: unknown): value is AdfNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
