import type { Html, RootContent } from 'mdast'

/** What counts as one block: a node, or what stands between two tags of `carrier.ts`. */
export type Unit =
  | { readonly kind: 'node'; readonly node: RootContent; readonly nodes: readonly RootContent[] }
  | {
      readonly kind: 'expand'
      readonly title: string
      readonly children: readonly RootContent[]
      readonly nodes: readonly RootContent[]
    }
  | {
      readonly kind: 'frame'
      readonly origin: 'adf' | 'wiki'
      readonly type: string
      readonly attributes: Readonly<Record<string, string>>
      readonly children: readonly RootContent[]
      readonly nodes: readonly RootContent[]
    }

const details = /^<details>\s*<summary>([\s\S]*?)<\/summary>$/
const frameTag = /^<div data-(adf|wiki)="([\w-]*)"((?: data-[\w-]*=(?:"[^"]*"|'[^']*'))*)>$/
const attribute = / data-([\w-]*)=(?:"([^"]*)"|'([^']*)')/g

/** Puts the blocks between an opening tag of ours and its closing one together. A tag without partner is a node. */
export function unitsOf(nodes: readonly RootContent[]): Unit[] {
  const units: Unit[] = []
  for (let index = 0; index < nodes.length; index++) {
    const node = nodes[index]!
    const end = opens(node) ? closingOf(nodes, index) : undefined
    if (end === undefined) {
      units.push({ kind: 'node', node, nodes: [node] })
      continue
    }
    units.push(between(node as Html, nodes.slice(index + 1, end), nodes.slice(index, end + 1)))
    index = end
  }
  return units
}

function opens(node: RootContent): 'details' | 'div' | undefined {
  if (node.type !== 'html') return undefined
  if (details.test(node.value.trim())) return 'details'
  return frameTag.test(node.value.trim()) ? 'div' : undefined
}

function closingOf(nodes: readonly RootContent[], start: number): number | undefined {
  const tag = opens(nodes[start]!)
  let depth = 0
  for (let index = start; index < nodes.length; index++) {
    const node = nodes[index]!
    if (opens(node) === tag) depth++
    else if (node.type === 'html' && node.value.trim() === `</${tag}>` && --depth === 0) return index
  }
  return undefined
}

function between(tag: Html, children: readonly RootContent[], nodes: readonly RootContent[]): Unit {
  const summary = details.exec(tag.value.trim())
  if (summary) return { kind: 'expand', title: unescapeHtml(summary[1]!), children, nodes }
  const [, origin, type, written] = frameTag.exec(tag.value.trim())!
  const attributes: Record<string, string> = {}
  for (const [, name, double, single] of written!.matchAll(attribute))
    attributes[name!] = unescapeHtml(double ?? single!)
  return { kind: 'frame', origin: origin as 'adf' | 'wiki', type: type!, attributes, children, nodes }
}

/** The text that was escaped for a tag. */
export function unescapeHtml(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&#124;', '|')
    .replaceAll('&amp;', '&')
}
