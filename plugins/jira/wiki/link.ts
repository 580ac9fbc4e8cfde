import type { PhrasingContent } from 'mdast'
import { card, file, mention } from '../markup/carrier.ts'
import { type InlineRule, type InlineSource, textNode } from './inline-source.ts'
import { type LinkTarget, linkTarget } from './link-target.ts'
import type { Scan } from './scan.ts'

const cards = { 'smart-link': 'card', 'smart-card': 'block card', 'smart-embed': 'embed card' } as const

/** `[target]`, `[words|target]` and `[words|target|tip]`, on one line. */
export const link: InlineRule = (source, at) => {
  const end = source.inLink ? undefined : bracketEnd(source.reader.scan, at)
  if (end === undefined || end > source.to) return undefined
  const content = source.text.slice(at + 1, end - 1)
  const parts = content.split('|')
  if (parts.length === 1) {
    const target = linkTarget(content.trim(), false)
    const nodes = target && build(source, target, undefined, undefined)
    return nodes && { nodes, end }
  }
  // The words may hold a bar: the target is the second part, or else the last.
  let place = 1
  let target = linkTarget(parts[1]!.trim(), true)
  if (!target) {
    place = parts.length - 1
    target = linkTarget(parts[place]!.trim(), true)
  }
  if (!target) return undefined
  const wordsEnd = at + 1 + parts.slice(0, place).join('|').length
  const words = source.reader.words(at + 1, wordsEnd)
  const tip = parts
    .slice(place + 1)
    .join('|')
    .trim()
  const nodes = build(source, target, words.length > 0 ? words : undefined, tip === '' ? undefined : tip)
  return nodes && { nodes, end }
}

/** The end of the bracket that starts at `at`, if it closes on the same line with no other opened in between. */
export function bracketEnd({ find }: Scan, at: number): number | undefined {
  const close = find(/(?<!\\)\]/g).next(at + 1)
  const stop = Math.min(find(/\n/g).next(at), find(/(?<!\\)\[/g).next(at + 1))
  return close < stop && close > at + 1 ? close + 1 : undefined
}

function build(
  { reader: { context } }: InlineSource,
  target: LinkTarget,
  words: PhrasingContent[] | undefined,
  tip: string | undefined,
): PhrasingContent[] | undefined {
  switch (target.kind) {
    case 'user': {
      const user = mention(target.name, context.userName?.(target.name) ?? target.name)
      return words ? [...words, textNode(' '), user] : [user]
    }
    case 'attachment': {
      const path = context.mediaPath?.({ name: target.name })
      const node = file(target.name, target.name, path)
      return [words ? { ...node, children: words as typeof node.children } : node]
    }
    case 'issue': {
      const url = context.issueUrl?.(target.key)
      return url === undefined ? undefined : [toLink(url, words ?? [textNode(target.key)], tip)]
    }
    case 'url': {
      const kind = cards[tip as keyof typeof cards]
      const [only] = words ?? []
      const same = words === undefined || (words.length === 1 && only!.type === 'text' && only.value === target.url)
      if (kind && same) return [card(target.url, kind)]
      const label = words ?? [textNode(target.url.replace(/^(?:mailto:|#)/i, ''))]
      const url = target.url.startsWith('www.') ? `http://${target.url}` : target.url
      return [toLink(url, label, tip)]
    }
  }
}

function toLink(url: string, children: PhrasingContent[], title: string | undefined): PhrasingContent {
  return { type: 'link', url, title: title ?? null, children: children as never }
}
