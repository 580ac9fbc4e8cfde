import type { Code, Link, RootContent } from 'mdast'
import { frame, raw, rawInline } from '../markup/carrier.ts'
import { attributesOf, contentOf, labelAttribute, typeOf } from './node.ts'
import type { AdfNode } from './schema.ts'
import { words } from './words.ts'

/** Attributes that name a node to the editor and nobody else. */
const editorOnly: ReadonlySet<string> = new Set(['localId'])

/** A block without a Markdown form: its JSON in a fenced block. */
export function rawBlock(node: AdfNode): Code {
  return raw('adf', typeOf(node) || 'unknown', toJson(node))
}

/** An inline node without a Markdown form: its JSON in an address, under the text that Jira would show. */
export function rawLink(node: AdfNode): Link {
  const type = typeOf(node) || 'unknown'
  const label = labelAttribute(node, 'text') || labelAttribute(node, 'extensionKey') || type
  return rawInline('adf', type, toJson(node), label)
}

/** A block with a body but no Markdown form: its children between tags that carry its attributes. */
export function framed(node: AdfNode, children: RootContent[]): RootContent[] {
  const attributes: Record<string, string> = {}
  for (const [name, value] of Object.entries(attributesOf(node))) {
    if (value === null || value === undefined || editorOnly.has(name)) continue
    attributes[name] = typeof value === 'string' ? value : toJson(value)
  }
  return frame('adf', typeOf(node) || 'unknown', attributes, children)
}

/** JSON, or the words alone where a value is too deep or too strange for it. */
function toJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? ''
  } catch {
    return words(contentOf({ content: value }))
  }
}
