import type { Blockquote, Link, PhrasingContent } from 'mdast'
import { textOf } from './text-of.ts'

/** What an address of ours says; see the table in `carrier.ts`. */
export type Address =
  | { readonly kind: 'user' | 'status' | 'date' | 'media'; readonly value: string }
  | { readonly kind: 'adf' | 'wiki'; readonly type: string; readonly value: string }

/** Reads an address; `undefined` for one that is not ours, `'broken'` for one that says nothing we know. */
export function readAddress(url: string): Address | 'broken' | undefined {
  if (!/^jira:/i.test(url)) return undefined
  const parts = url.slice(5).split('/')
  const [kind, first = '', second = ''] = parts
  try {
    const value = decodeURIComponent(first)
    if (kind === 'adf' || kind === 'wiki') {
      return parts.length === 3 ? { kind, type: value, value: decodeURIComponent(second) } : 'broken'
    }
    if (parts.length !== 2 || value === '') return 'broken'
    return kind === 'user' || kind === 'status' || kind === 'date' || kind === 'media' ? { kind, value } : 'broken'
  } catch {
    return 'broken'
  }
}

/** The address that a person wrote, as it was before `foreignUrl`. */
export function ownUrl(url: string): string {
  return url.replace(/^(\s*jira)%3A/i, '$1:')
}

/** The kind of a card, from the title of its link. */
export function cardKind(link: Link): 'card' | 'block card' | 'embed card' | undefined {
  const { title } = link
  return title === 'card' || title === 'block card' || title === 'embed card' ? title : undefined
}

/** A block quote that is a panel. */
export interface ReadPanel {
  /** In lower case. */
  readonly kind: string
  /** What stands behind the label on its line. */
  readonly title: string
  readonly children: Blockquote['children']
}

const label = /^\s*\[!([A-Za-z0-9-]+)\][ \t]*/

/** Reads a panel: a quote that begins with `[!KIND]`, its title on the same line. */
export function readPanel(quote: Blockquote): ReadPanel | undefined {
  const [first, ...rest] = quote.children
  if (first?.type !== 'paragraph') return undefined
  const [lead, ...others] = first.children
  if (lead?.type !== 'text' && lead?.type !== 'html') return undefined
  const match = label.exec(lead.value)
  if (!match) return undefined
  const line: PhrasingContent[] = [{ type: 'text', value: lead.value.slice(match[0].length) }, ...others]
  const [title, body] = splitLine(line)
  const children = body.length > 0 ? [{ type: 'paragraph' as const, children: body }, ...rest] : rest
  return { kind: match[1]!.toLowerCase(), title: textOf(title).trim(), children }
}

/** A line up to its first line end, and what comes after. */
function splitLine(line: readonly PhrasingContent[]): [PhrasingContent[], PhrasingContent[]] {
  for (let index = 0; index < line.length; index++) {
    const node = line[index]!
    if (node.type === 'break') return [line.slice(0, index), line.slice(index + 1)]
    const end = node.type === 'text' ? node.value.indexOf('\n') : -1
    if (node.type !== 'text' || end < 0) continue
    const head: PhrasingContent = { type: 'text', value: node.value.slice(0, end) }
    const tail: PhrasingContent[] = [{ type: 'text', value: node.value.slice(end + 1) }, ...line.slice(index + 1)]
    return [[...line.slice(0, index), head], tail.filter(one => one.type !== 'text' || one.value !== '')]
  }
  return [[...line], []]
}
