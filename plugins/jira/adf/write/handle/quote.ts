import type { Blockquote } from 'mdast'
import { readPanel } from '../../../markup/read-carrier.ts'
import { refuse } from '../../../markup/refuse.ts'
import { contentOf, typeOf } from '../../node.ts'
import type { AdfNode } from '../../schema.ts'
import { panel as readerOfPanel } from '../../to-mdast/handle/panel.ts'
import { nodeOf } from '../node.ts'
import { type BlockWriter, refill, replace, type WriteState } from '../state.ts'

const kinds = new Set(['info', 'note', 'tip', 'warning', 'error', 'success', 'custom'])

/** A quote, or a panel where it begins with the label of one. */
export const quote: BlockWriter<Blockquote> = (node, old, state) => {
  const panel = readPanel(node)
  const oldPanel = old && typeOf(old) === 'panel' ? old : undefined
  const shown = oldPanel && labelOf(oldPanel, state)
  if (panel && shown && shown.kind === panel.kind && shown.title === panel.title) {
    return [refill(oldPanel, filled(panel.children, oldPanel, state), state)]
  }
  if (!panel || !kinds.has(panel.kind)) {
    const before = old && typeOf(old) === 'blockquote' ? old : undefined
    return [replace(before, 'blockquote', {}, filled(node.children, before, state), state)]
  }
  if (panel.title !== (shown?.title ?? '')) {
    return refuse(`Jira's panels have no title: put "${panel.title}" on a line below [!${panel.kind.toUpperCase()}].`)
  }
  return [replace(oldPanel, 'panel', { panelType: panel.kind }, filled(panel.children, oldPanel, state), state)]
}

function filled(children: Blockquote['children'], old: AdfNode | undefined, state: WriteState): unknown[] {
  const content = state.flow(children, old ? contentOf(old) : [])
  return content.length > 0 ? content : [nodeOf('paragraph')]
}

function labelOf(old: AdfNode, state: WriteState) {
  const [shown] = readerOfPanel({ ...old, content: [] }, state.reader)
  return shown?.type === 'blockquote' ? readPanel(shown) : undefined
}
