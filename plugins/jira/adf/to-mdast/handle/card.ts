import type { Code, Paragraph } from 'mdast'
import { card, foreignUrl } from '../../../markup/carrier.ts'
import { attributesOf, contentOf, textAttribute } from '../../node.ts'
import { rawBlock, rawLink } from '../../raw.ts'
import type { AdfNode } from '../../schema.ts'
import type { BlockHandler, InlineHandler } from '../handler.ts'

/** A smart link in a line. */
export const inlineCard: InlineHandler = node => {
  const url = addressOf(node)
  return [url ? card(foreignUrl(url)) : rawLink(node)]
}

/** A smart link as a block; one that shows a search (`datasource`) is more than its address. */
export const blockCard: BlockHandler = (node, state) => [ofKind(node, 'block card'), ...state.flow(contentOf(node))]

/** A smart link that shows the page itself. */
export const embedCard: BlockHandler = (node, state) => [ofKind(node, 'embed card'), ...state.flow(contentOf(node))]

function ofKind(node: AdfNode, kind: 'block card' | 'embed card'): Code | Paragraph {
  const url = addressOf(node)
  if (!url || attributesOf(node).datasource) return rawBlock(node)
  return { type: 'paragraph', children: [card(foreignUrl(url), kind)] }
}

/** The address, or that of the JSON-LD description which may stand in its place. */
function addressOf(node: AdfNode): string {
  const url = textAttribute(node, 'url')
  return url || textAttribute({ attrs: attributesOf(node).data }, 'url')
}
