import type { Blockquote } from 'mdast'
import { panel as carrier } from '../../../markup/carrier.ts'
import { contentOf, labelAttribute } from '../../node.ts'
import type { BlockHandler } from '../handler.ts'

/** A panel; a custom one shows its emoji. Its colour is kept by the origin only. */
export const panel: BlockHandler = (node, state) => {
  const kind = labelAttribute(node, 'panelType') || 'panel'
  const icon = labelAttribute(node, 'panelIconText') || labelAttribute(node, 'panelIcon')
  const title = [icon, labelAttribute(node, 'title')].filter(Boolean).join(' ')
  return [carrier(kind, title || undefined, state.flow(contentOf(node)) as Blockquote['children'])]
}
