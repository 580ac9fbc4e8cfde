import type { Image, PhrasingContent, RootContent } from 'mdast'
import { readAddress, readPanel } from '../../markup/read-carrier.ts'
import { shownKey } from '../../markup/shown.ts'
import { readTag } from '../../markup/tags.ts'
import { type Unit, unitsOf } from '../../markup/unit.ts'
import { mediaName } from './media-name.ts'

/** What blocks show, as far as wiki markup can say it: equal for what was meant and for what is read back. */
export function wikiKey(nodes: readonly RootContent[]): string {
  return JSON.stringify(
    unitsOf(nodes)
      .map(keyOf)
      .filter(key => key !== '["paragraph"]'),
  )
}

function keyOf(unit: Unit): string {
  if (unit.kind === 'expand') return `expand ${unit.title.trim()} ${wikiKey(unit.children)}`
  return shownKey(unit.nodes.map(simple))
}

/** A node without what wiki markup leaves out. */
function simple(node: RootContent): RootContent {
  switch (node.type) {
    case 'html':
      return { type: 'paragraph', children: [{ type: 'text', value: node.value }] }
    case 'blockquote': {
      const panel = readPanel(node)
      if (!panel) return { ...node, children: node.children.map(simple) as never }
      const label = `[!${panel.kind}] ${panel.title}`
      const title: RootContent = { type: 'paragraph', children: [{ type: 'text', value: label }] }
      return { type: 'blockquote', children: [title, ...(panel.children.map(simple) as never[])] }
    }
    case 'listItem': {
      const [first, ...rest] = node.children
      if (typeof node.checked !== 'boolean' || first?.type !== 'paragraph') break
      const box: PhrasingContent = { type: 'text', value: node.checked ? '[x] ' : '[ ] ' }
      const children = [{ ...first, children: [box, ...first.children] }, ...rest]
      return { ...node, checked: null, children: children.map(simple) as never }
    }
    case 'link':
      return link(node)
    case 'image':
      return image(node)
  }
  if (!('children' in node)) return node
  return {
    ...node,
    children: (node.children as RootContent[]).map(child => (isBreak(child) ? { type: 'break' } : simpleChild(child))),
  } as never
}

function simpleChild(child: RootContent): RootContent {
  return child.type === 'html' && /^<a id=".*"><\/a>$/.test(child.value)
    ? { type: 'html', value: child.value.replace('</a>', '') }
    : child.type === 'html'
      ? child.value === '</a>'
        ? { type: 'text', value: '' }
        : child
      : simple(child)
}

/** The name shown for a user, and the path of an attachment, come from elsewhere. */
function link(node: Extract<RootContent, { type: 'link' }>): RootContent {
  const address = readAddress(node.url)
  if (address && address !== 'broken' && address.kind === 'user') return { ...node, children: [] }
  const name = mediaName(node.url)
  return {
    ...node,
    url: name === undefined ? node.url : `jira:media/${name}`,
    children: node.children.map(simple) as never,
  }
}

function image({ url, alt, title }: Image): RootContent {
  const name = mediaName(url) ?? url
  const words = alt && alt !== name ? [`alt=${alt}`] : []
  return { type: 'image', url: name, alt: null, title: [...(title ? [title] : []), ...words].join(',') }
}

function isBreak(node: RootContent): boolean {
  return node.type === 'html' && readTag(node)?.kind === 'break'
}
