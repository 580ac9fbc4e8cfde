import { typeOf } from '../../node.ts'
import type { AdfBlockType, AdfInlineType, AdfNode } from '../../schema.ts'
import type { BlockHandler, InlineHandler } from '../handler.ts'
import { blockCard, embedCard, inlineCard } from './card.ts'
import { codeBlock } from './code-block.ts'
import { container } from './container.ts'
import { date } from './date.ts'
import { decisionItem, decisionList } from './decision-list.ts'
import { emoji } from './emoji.ts'
import { expand } from './expand.ts'
import { extension, framedExtension, inlineExtension } from './extension.ts'
import { hardBreak } from './hard-break.ts'
import { heading } from './heading.ts'
import { bulletList, listItem, orderedList } from './list.ts'
import { inlineMedia, mediaGroup, mediaSingle } from './media.ts'
import { mention } from './mention.ts'
import { panel } from './panel.ts'
import { paragraphOf } from './paragraph.ts'
import { placeholder } from './placeholder.ts'
import { blockquote } from './quote.ts'
import { rule } from './rule.ts'
import { status } from './status.ts'
import { table, tableRow } from './table.ts'
import { taskItem, taskList } from './task-list.ts'
import { text } from './text.ts'
import { unknown } from './unknown.ts'

const blocks: ReadonlyMap<string, BlockHandler> = new Map(
  Object.entries({
    doc: container,
    paragraph: paragraphOf,
    heading,
    bulletList,
    orderedList,
    listItem,
    taskList,
    taskItem,
    blockTaskItem: taskItem,
    decisionList,
    decisionItem,
    codeBlock,
    blockquote,
    rule,
    panel,
    expand,
    nestedExpand: expand,
    table,
    tableRow,
    tableHeader: container,
    tableCell: container,
    mediaSingle,
    mediaGroup,
    caption: paragraphOf,
    blockCard,
    embedCard,
    extension,
    bodiedExtension: framedExtension,
    multiBodiedExtension: framedExtension,
    extensionFrame: framedExtension,
    layoutSection: framedExtension,
    layoutColumn: framedExtension,
    syncBlock: extension,
    bodiedSyncBlock: framedExtension,
  } satisfies Record<AdfBlockType, BlockHandler>),
)

const inlines: ReadonlyMap<string, InlineHandler> = new Map(
  Object.entries({
    text,
    hardBreak,
    emoji,
    mention,
    date,
    status,
    placeholder,
    inlineCard,
    media: inlineMedia,
    mediaInline: inlineMedia,
    inlineExtension,
  } satisfies Record<AdfInlineType, InlineHandler>),
)

/** The handler of a block; every type has one. */
export function blockHandler(node: AdfNode): BlockHandler {
  return blocks.get(typeOf(node)) ?? unknown
}

/** Whether a node is a block of the schema. */
export function isBlock(node: AdfNode): boolean {
  return blocks.has(typeOf(node))
}

/** The handler of a leaf, or `undefined` for a block and for an unknown node; unknown ones with text are text. */
export function inlineHandler(node: AdfNode): InlineHandler | undefined {
  const known = inlines.get(typeOf(node))
  if (known) return known
  return typeof node.text === 'string' && !isBlock(node) ? text : undefined
}

/** Whether a node stands in a line rather than as a block. */
export function isInline(node: AdfNode): boolean {
  return inlineHandler(node) !== undefined
}
