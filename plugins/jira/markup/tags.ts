import type { Html } from 'mdast'
import { unescapeHtml } from './unit.ts'

/** A tag in a line, as `carrier.ts` prints them. */
export type Tag =
  | { readonly kind: 'break' }
  | { readonly kind: 'open'; readonly name: TagName; readonly style: string | undefined }
  | { readonly kind: 'close'; readonly name: TagName }

export type TagName = 'u' | 'sup' | 'sub' | 'span' | 'cite'

const tag = /^<(\/?)(u|sup|sub|span|cite)(?: style="([^"]*)")?>$/

/** Reads a tag; `undefined` for HTML of other kinds, which is text to Jira. */
export function readTag({ value }: Html): Tag | undefined {
  if (/^<br *\/?>$/i.test(value)) return { kind: 'break' }
  const match = tag.exec(value)
  if (!match) return undefined
  const name = match[2] as TagName
  const style = match[3] === undefined ? undefined : unescapeHtml(match[3])
  if (match[1]) return style === undefined ? { kind: 'close', name } : undefined
  return (name === 'span') === (style !== undefined) ? { kind: 'open', name, style } : undefined
}

/** The places of opening tags that have their closing one among the same siblings, and of those, each by the other. */
export function pairTags(children: readonly { readonly type: string }[]): ReadonlyMap<number, number> {
  const pairs = new Map<number, number>()
  const open: { readonly at: number; readonly name: TagName }[] = []
  children.forEach((child, at) => {
    const read = child.type === 'html' ? readTag(child as Html) : undefined
    if (read?.kind === 'open') open.push({ at, name: read.name })
    if (read?.kind !== 'close') return
    const opener = open.findLastIndex(one => one.name === read.name)
    if (opener < 0) return
    pairs.set(open[opener]!.at, at)
    pairs.set(at, open[opener]!.at)
    open.length = opener
  })
  return pairs
}
