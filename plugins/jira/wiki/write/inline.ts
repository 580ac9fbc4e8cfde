import type { Html, Image, Link, PhrasingContent } from 'mdast'
import { type Address, cardKind, readAddress } from '../../markup/read-carrier.ts'
import { refuse } from '../../markup/refuse.ts'
import { isOwnText } from '../../markup/shown.ts'
import { pairTags, readTag, type TagName } from '../../markup/tags.ts'
import { textOf } from '../../markup/text-of.ts'
import type { MarkSign } from '../mark.ts'
import { isWord } from '../word-boundary.ts'
import { escapeCode, escapeWiki, type Place } from './escape.ts'
import { mediaName } from './media-name.ts'

/** How a line is written. */
export interface LineStyle extends Pick<Place, 'bars' | 'escapes'> {
  /** `line`: a line end is a break. `tag`: the line must stay one. */
  readonly lineBreak: 'line' | 'tag'
}

const oneLineBreak = ' \\\\ '

/** A line of wiki markup. `before` is what stands on the line already. */
export function writeInline(children: readonly PhrasingContent[], style: LineStyle, before = ''): string {
  const pairs = pairTags(children)
  let result = ''
  for (let index = 0; index < children.length; index++) {
    const child = children[index]!
    const lead = currentLine(before + result)
    const close = pairs.get(index)
    const tag = child.type === 'html' ? readTag(child as Html) : undefined
    if (tag?.kind === 'open' && close !== undefined && close > index) {
      const inside = children.slice(index + 1, close)
      result += tagged(tag.name, tag.style, inside, lead, firstOf(children[close + 1]), style)
      index = close
    } else if (child.type === 'html' && anchor.test(child.value)) {
      result += `{anchor:${anchor.exec(child.value)![1]}}`
      const next = children[index + 1]
      if (next?.type === 'html' && next.value === '</a>') index++
    } else result += writeNode(child, lead, firstOf(children[index + 1]), style)
  }
  return result
}

const anchor = /^<a id="([^"]*)">(?:<\/a>)?$/

function writeNode(child: PhrasingContent, before: string, after: string, style: LineStyle): string {
  switch (child.type) {
    case 'text':
      return escapeWiki(child.value.replaceAll(/\s*\n\s*/g, ' '), { ...style, before, after })
    case 'html':
      return html(child, before, after, style)
    case 'inlineCode':
      return `{{${escapeCode(child.value.replaceAll('\n', ' ').trim(), { ...style, before, after })}}}`
    case 'strong':
      return marked('*', child.children, before, after, style)
    case 'emphasis':
      return marked('_', child.children, before, after, style)
    case 'delete':
      return marked('-', child.children, before, after, style)
    case 'break':
      return style.lineBreak === 'line' ? '\n' : oneLineBreak
    case 'link':
      return link(child, before, style)
    case 'image':
      return image(child)
    default:
      return refuse(`Jira has nothing for the Markdown construct "${child.type}".`)
  }
}

/** Tags without a partner: a colour may begin in one block and end in another. */
function html(child: Html, before: string, after: string, style: LineStyle): string {
  const tag = readTag(child)
  if (tag?.kind === 'break') return style.lineBreak === 'line' ? '\n' : oneLineBreak
  const color = tag?.kind === 'open' ? colorOf(tag.style) : undefined
  if (color) return `{color:${color}}`
  if (tag?.kind === 'close' && tag.name === 'span') return '{color}'
  return escapeWiki(child.value, { ...style, before, after })
}

const signs: Readonly<Record<Exclude<TagName, 'span'>, MarkSign>> = { u: '+', sup: '^', sub: '~', cite: '??' }

function tagged(
  name: TagName,
  css: string | undefined,
  children: readonly PhrasingContent[],
  before: string,
  after: string,
  style: LineStyle,
): string {
  if (name !== 'span') return marked(signs[name], children, before, after, style)
  const color = colorOf(css)
  if (!color) return refuse(`Jira's wiki markup has colours of text and no "${css}".`)
  const open = `{color:${color}}`
  return `${open}${writeInline(children, style, before + open)}{color}`
}

function colorOf(css: string | undefined): string | undefined {
  return /^color: *([^;{}|]+?) *;?$/.exec(css ?? '')?.[1]
}

/** Children between two signs; in the middle of a word the signs stand in braces. */
function marked(
  sign: MarkSign,
  children: readonly PhrasingContent[],
  before: string,
  after: string,
  style: LineStyle,
): string {
  const inside = writeInline(children, { ...style, lineBreak: 'tag' }, `${before}${sign}`)
  const glued = isWord(before.at(-1) ?? ' ') || isWord(after) || before.endsWith(sign[0]!) || after === sign[0]
  const doubled = inside.startsWith(sign[0]!) || inside.endsWith(sign[0]!)
  return glued || doubled ? `{${sign}}${inside}{${sign}}` : `${sign}${inside}${sign}`
}

const cards = { card: 'smart-link', 'block card': 'smart-card', 'embed card': 'smart-embed' } as const

function link(node: Link, before: string, style: LineStyle): string {
  const { url, title } = node
  const address = readAddress(url)
  if (address) return carried(node, address, style)
  const kind = cardKind(node)
  if (kind) return `[${url}|${url}|${cards[kind]}]`
  const attachment = mediaName(url)
  if (attachment !== undefined) return attached(node, attachment, style)
  // An address that is its own text is one to Jira as well, as far as it goes.
  if (isOwnText(node))
    return /^#/.test(url) ? `[${url}]` : escapeWiki(textOf(node.children), { ...style, before, after: ' ' })
  const tip = title ? `|${title.replaceAll(/[|\]\n]/g, ' ')}` : ''
  return `[${wordsOf(node, style)}|${url}${tip}]`
}

function carried(node: Link, address: Address | 'broken', style: LineStyle): string {
  if (address === 'broken') return refuse(`${node.url} is not an address that issuefs knows.`)
  switch (address.kind) {
    case 'user':
      return `[~${address.value}]`
    case 'media':
      return attached(node, address.value, style)
    case 'wiki':
      return address.value
    case 'status':
    case 'date':
    case 'adf':
      return refuse(`[${textOf(node.children)}](${node.url}) is of Jira Cloud: wiki markup has nothing for it.`)
  }
}

function attached(node: Link, name: string, style: LineStyle): string {
  return textOf(node.children) === name ? `[^${name}]` : `[${wordsOf(node, style)}|^${name}]`
}

function wordsOf(node: Link, style: LineStyle): string {
  const words = writeInline(node.children, { ...style, bars: 'escaped', lineBreak: 'tag' }, ' ')
  return words.trim() === '' ? refuse(`A link to ${node.url} has no words: Jira would not show it.`) : words
}

/** The options of a picture are its title; other words than its name are an option. */
function image({ url, alt, title }: Image): string {
  const name = mediaName(url) ?? url
  const options = [title, alt && alt !== name ? `alt=${alt.replaceAll(/[|!,\n]/g, ' ')}` : ''].filter(Boolean).join(',')
  return options ? `!${name}|${options}!` : `!${name}!`
}

function currentLine(text: string): string {
  return text.slice(text.lastIndexOf('\n') + 1)
}

/** The first character of what follows, as far as it matters to a mark: letters and signs. */
function firstOf(next: PhrasingContent | undefined): string {
  if (!next) return ' '
  if (next.type === 'text') return String.fromCodePoint(next.value.codePointAt(0) ?? 32)
  if (next.type === 'strong') return '*'
  if (next.type === 'emphasis') return '_'
  return next.type === 'delete' ? '-' : ' '
}
