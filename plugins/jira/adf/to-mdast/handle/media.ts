import type { Image, PhrasingContent } from 'mdast'
import { media as carrier, foreignUrl } from '../../../markup/carrier.ts'
import { contentOf, labelAttribute, marksOf, textAttribute, toNode, typeOf } from '../../node.ts'
import { rawBlock } from '../../raw.ts'
import type { AdfNode } from '../../schema.ts'
import type { BlockHandler, InlineHandler, State } from '../handler.ts'
import { paragraph } from '../paragraph.ts'

/** A picture or file in a line. */
export const inlineMedia: InlineHandler = (node, state) => [image(node, state)]

/** A picture of its own, its caption on the next line. */
export const mediaSingle: BlockHandler = (node, state) => {
  const line: PhrasingContent[] = []
  const rest: unknown[] = []
  for (const child of contentOf(node)) {
    const part = toNode(child)
    const type = part ? typeOf(part) : ''
    if (part && type === 'media') {
      for (const leaf of state.phrasing([linked(part, node)])) line.push(leaf)
    } else if (part && type === 'caption') {
      line.push({ type: 'break' })
      for (const leaf of state.phrasing(contentOf(part))) line.push(leaf)
    } else rest.push(child)
  }
  const blocks = [...paragraph(line), ...state.flow(rest)]
  return blocks.length > 0 ? blocks : [rawBlock(node)]
}

/** Files, one on each line. */
export const mediaGroup: BlockHandler = (node, state) => {
  const line: PhrasingContent[] = []
  for (const child of contentOf(node)) {
    if (line.length > 0) line.push({ type: 'text', value: '\n' })
    for (const leaf of state.phrasing([child])) line.push(leaf)
  }
  const blocks = paragraph(line)
  return blocks.length > 0 ? blocks : [rawBlock(node)]
}

function image(node: AdfNode, state: State): Image {
  const id = textAttribute(node, 'id')
  const alt = labelAttribute(node, 'alt') || labelAttribute(node, '__fileName')
  const url = textAttribute(node, 'url')
  if (url && !id) return { type: 'image', url: foreignUrl(url), alt, title: null }
  const name = textAttribute(node, '__fileName') || textAttribute(node, 'alt')
  return carrier(id, alt, state.mediaPath?.({ ...(id && { id }), ...(name && { name }) }))
}

/** A picture with the marks of what it stands in: a link may be on either. */
function linked(media: AdfNode, single: AdfNode): AdfNode {
  return { ...media, marks: [...marksOf(media), ...marksOf(single)] }
}
