/**
 * Atlassian Document Format as it arrives: any field may be missing or of another type.
 *
 * The published schema is https://unpkg.com/@atlaskit/adf-schema (`json-schema/v1/full.json`); newer types than
 * those named here do arrive, and are carried as they are.
 */
export interface AdfNode {
  readonly type?: unknown
  readonly attrs?: unknown
  readonly content?: unknown
  readonly text?: unknown
  readonly marks?: unknown
}

/** Types that stand in a flow of blocks. */
export type AdfBlockType =
  | 'doc'
  | 'paragraph'
  | 'heading'
  | 'bulletList'
  | 'orderedList'
  | 'listItem'
  | 'taskList'
  | 'taskItem'
  | 'blockTaskItem'
  | 'decisionList'
  | 'decisionItem'
  | 'codeBlock'
  | 'blockquote'
  | 'rule'
  | 'panel'
  | 'expand'
  | 'nestedExpand'
  | 'table'
  | 'tableRow'
  | 'tableHeader'
  | 'tableCell'
  | 'mediaSingle'
  | 'mediaGroup'
  | 'caption'
  | 'blockCard'
  | 'embedCard'
  | 'extension'
  | 'bodiedExtension'
  | 'multiBodiedExtension'
  | 'extensionFrame'
  | 'layoutSection'
  | 'layoutColumn'
  | 'syncBlock'
  | 'bodiedSyncBlock'

/** Types that stand in a line. `media` is one here: alone it makes a paragraph. */
export type AdfInlineType =
  | 'text'
  | 'hardBreak'
  | 'emoji'
  | 'mention'
  | 'date'
  | 'status'
  | 'placeholder'
  | 'inlineCard'
  | 'media'
  | 'mediaInline'
  | 'inlineExtension'

/** What may be said about a node without changing its text. */
export type AdfMarkType =
  | 'strong'
  | 'em'
  | 'strike'
  | 'code'
  | 'link'
  | 'underline'
  | 'subsup'
  | 'textColor'
  | 'backgroundColor'
  | 'alignment'
  | 'indentation'
  | 'border'
  | 'breakout'
  | 'annotation'
  | 'dataConsumer'
  | 'fragment'
