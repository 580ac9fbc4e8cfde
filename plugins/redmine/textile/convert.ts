import { createRequire } from 'node:module'
import type { Nodes, RootContent } from 'mdast'
import { disguise, reveal } from './disguise.ts'
import type { TextileOptions } from './index.ts'

interface Libraries {
  readonly textile: (source: string) => string
  readonly fromHtml: typeof import('hast-util-from-html')['fromHtml']
  readonly toMdast: typeof import('hast-util-to-mdast')['toMdast']
}

/** Loaded when the first Textile comes: rendering is synchronous, and most sites write Markdown. */
const libraries = ((): (() => Libraries) => {
  let loaded: Libraries | undefined
  return () => {
    if (loaded) return loaded
    const require = createRequire(import.meta.url)
    const textile = require('textile-js') as Libraries['textile']
    const { fromHtml } = require('hast-util-from-html') as Pick<Libraries, 'fromHtml'>
    const { toMdast } = require('hast-util-to-mdast') as Pick<Libraries, 'toMdast'>
    loaded = { textile, fromHtml, toMdast }
    return loaded
  }
})()

/** One block as HTML; `undefined` when the parser must not have it. What was disguised still is. */
export function htmlOf(source: string): ReturnType<Libraries['fromHtml']> | undefined {
  const disguised = disguise(source)
  if (disguised === undefined) return undefined
  const { textile, fromHtml } = libraries()
  return fromHtml(textile(disguised), { fragment: true })
}

/** One block through HTML; `undefined` when the parser must not have it. */
export function convertBlock(source: string, { filePath }: TextileOptions): readonly RootContent[] | undefined {
  const html = htmlOf(source)
  if (html === undefined) return undefined
  const tree = libraries().toMdast(html)
  const nodes = tree.type === 'root' ? tree.children : [tree as RootContent]
  for (const node of nodes) restore(node)
  return nodes

  function restore(node: Nodes): void {
    delete node.position
    if ('value' in node && typeof node.value === 'string') node.value = reveal(node.value)
    if ('url' in node) node.url = pathOf(reveal(node.url))
    if ('title' in node && node.title) node.title = reveal(node.title)
    if ('alt' in node && node.alt) node.alt = reveal(node.alt)
    if ('children' in node) for (const child of node.children) restore(child)
  }

  /** Pictures and links name attachments by their names. */
  function pathOf(url: string): string {
    return filePath(url) ?? filePath(decoded(url)) ?? url
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
