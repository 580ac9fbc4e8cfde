import type { Html, Image, Link, PhrasingContent } from 'mdast'
import { cardKind, ownUrl, readAddress } from '../../markup/read-carrier.ts'
import { refuse } from '../../markup/refuse.ts'
import { isOwnText, lineKey } from '../../markup/shown.ts'
import { pairTags, readTag, type TagName } from '../../markup/tags.ts'
import { textOf } from '../../markup/text-of.ts'
import type { Glyph } from './glyph.ts'
import type { Images } from './image.ts'
import { carrierNode } from './inline-carrier.ts'
import { markKey } from './mark-key.ts'
import { nodeOf, type WrittenMark } from './node.ts'

/** The glyphs of a line of Markdown. */
export function newGlyphs(children: readonly PhrasingContent[], images: Images): Glyph[] {
  const glyphs: Glyph[] = []
  read(children, [])
  return glyphs

  function read(line: readonly PhrasingContent[], marks: readonly WrittenMark[]): void {
    const pairs = pairTags(line)
    let open = marks
    const stack: (readonly WrittenMark[])[] = []
    for (const [index, child] of line.entries()) {
      const tag = child.type === 'html' ? readTag(child as Html) : undefined
      if (tag?.kind === 'break') {
        add(hardBreak())
        continue
      }
      const mark = tag?.kind === 'open' && pairs.has(index) ? markOfTag(tag.name, tag.style) : undefined
      if (mark) {
        stack.push(open)
        open = withMark(open, mark)
      } else if (tag?.kind === 'close' && pairs.has(index) && isMark(line[pairs.get(index)!] as Html))
        open = stack.pop()!
      else readNode(child, open)
    }
  }

  function readNode(child: PhrasingContent, marks: readonly WrittenMark[]): void {
    switch (child.type) {
      case 'text':
        return text(child.value, marks)
      case 'html':
        return text(child.value, marks)
      case 'inlineCode':
        return text(child.value, [...marks.filter(mark => mark.type === 'link'), { type: 'code' }])
      case 'strong':
        return read(child.children, withMark(marks, { type: 'strong' }))
      case 'emphasis':
        return read(child.children, withMark(marks, { type: 'em' }))
      case 'delete':
        return read(child.children, withMark(marks, { type: 'strike' }))
      case 'break':
        return add(hardBreak())
      case 'link':
        return link(child, marks)
      case 'image':
        return image(child, marks)
      default:
        return refuse(`Jira has nothing for the Markdown construct "${child.type}".`)
    }
  }

  function text(value: string, marks: readonly WrittenMark[], shown = marks): void {
    const key = markKey(shown)
    for (const character of value.replaceAll(/[\t\r\n]/g, ' ')) {
      add({ key: character === ' ' ? ' ' : `${character}${key}`, text: character, marks })
    }
  }

  function link(child: Link, marks: readonly WrittenMark[]): void {
    const address = readAddress(child.url)
    if (address || cardKind(child)) {
      const key = `\0${lineKey([child])}`
      return add({ key, text: ' ', marks: [], node: () => carrierNode(child, address) })
    }
    const attrs = { href: ownUrl(child.url), ...(child.title && { title: child.title }) }
    if (textOf(child.children) === '' && !child.children.some(one => one.type === 'image')) {
      return refuse(`A link to ${child.url} has no words: Jira would not show it.`)
    }
    // What is only an address may have been text: Markdown makes links of those by itself.
    if (isOwnText(child)) text(textOf(child.children), withMark(marks, { type: 'link', attrs }), marks)
    else read(child.children, withMark(marks, { type: 'link', attrs }))
  }

  function image(child: Image, marks: readonly WrittenMark[]): void {
    const kept = marks.filter(mark => mark.type === 'link')
    const key = `\0${lineKey([child])}${markKey(kept)}`
    add({ key, text: ' ', marks: kept, node: () => images.inline(child, kept) })
  }

  function add(glyph: Glyph): void {
    glyphs.push(glyph)
  }
}

function hardBreak(): Glyph {
  return { key: '\n', text: ' ', marks: [], node: () => nodeOf('hardBreak') }
}

function isMark(html: Html): boolean {
  const tag = readTag(html)
  return tag?.kind === 'open' && markOfTag(tag.name, tag.style) !== undefined
}

function markOfTag(name: TagName, style: string | undefined): WrittenMark | undefined {
  if (name === 'u') return { type: 'underline' }
  if (name === 'sup' || name === 'sub') return { type: 'subsup', attrs: { type: name } }
  const color = /^(color|background-color): *([^;]+?) *;?$/.exec(style ?? '')
  if (name !== 'span' || !color) return undefined
  return { type: color[1] === 'color' ? 'textColor' : 'backgroundColor', attrs: { color: color[2] } }
}

/** At most one mark of a type; the inner one counts. */
function withMark(marks: readonly WrittenMark[], mark: WrittenMark): readonly WrittenMark[] {
  return [...marks.filter(other => other.type !== mark.type), mark]
}
