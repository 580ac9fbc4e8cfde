import type { Link } from 'mdast'
import { type Address, cardKind, ownUrl } from '../../markup/read-carrier.ts'
import { refuse } from '../../markup/refuse.ts'
import { textOf } from '../../markup/text-of.ts'
import { rawLink } from '../raw.ts'
import { nodeOf, type WrittenNode } from './node.ts'

/** The node that a link of ours carries. */
export function carrierNode(link: Link, address: Address | 'broken' | undefined): unknown {
  const label = textOf(link.children).trim()
  if (address === undefined) return cardKind(link) ? nodeOf('inlineCard', { url: ownUrl(link.url) }) : undefined
  if (address === 'broken') return refuse(`${link.url} is not an address that issuefs knows.`)
  switch (address.kind) {
    case 'user':
      return nodeOf('mention', { id: address.value, text: label.startsWith('@') ? label : `@${label}` })
    case 'status':
      if (label === '') return refuse(`A status needs words: [WORDS](${link.url}).`)
      return nodeOf('status', { text: label, color: address.value })
    case 'date':
      return nodeOf('date', { timestamp: timestampOf(address.value, label, link.url) })
    case 'media':
      return nodeOf('mediaInline', { id: address.value, collection: '', type: 'file' })
    case 'adf':
      return withLabel(parseNode(address.type, address.value) as WrittenNode, label)
    case 'wiki':
      return refuse(`${link.url} is wiki markup, which Jira Cloud does not read.`)
  }
}

/** A node from its JSON; it must be of the type that its carrier names. */
export function parseNode(type: string, json: string): unknown {
  let node: unknown
  try {
    node = JSON.parse(json)
  } catch (cause) {
    return refuse(`What stands for the "${type}" is not JSON: ${(cause as Error).message}.`)
  }
  const named = typeof node === 'object' && node !== null && 'type' in node ? String(node.type) : ''
  if (named.replaceAll(/[^\w-]/g, '') !== type)
    return refuse(`The JSON of a "${type}" must have that type, not "${named}".`)
  return node
}

/** The words of a node are its attribute `text`, or its name, which is not to be changed. */
function withLabel(node: WrittenNode, label: string): WrittenNode {
  const [shown] = rawLink(node).children
  if (shown?.type === 'text' && shown.value === label) return node
  if (typeof node.attrs?.text === 'string') return { ...node, attrs: { ...node.attrs, text: label } }
  return refuse(`The words "${label}" stand for a ${node.type} and cannot be changed.`)
}

/** A new day in the label counts: it is what a person changes. */
function timestampOf(timestamp: string, label: string, url: string): string {
  const time = Number(timestamp)
  const date = new Date(time)
  if (Number.isNaN(date.getTime()) || label === '' || label === date.toISOString().slice(0, 10)) return timestamp
  const day = /^\d{4}-\d\d-\d\d$/.test(label) ? Date.parse(`${label}T00:00:00Z`) : Number.NaN
  return Number.isNaN(day) ? refuse(`[${label}](${url}) is no date: write [YYYY-MM-DD](${url}).`) : String(day)
}
