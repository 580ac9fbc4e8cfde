/**
 * What may stand in what, from the published schema (`@atlaskit/adf-schema`, `json-schema/v1/full.json`).
 *
 * Types that are not named hold nothing; `least` is how many nodes must stand there.
 */
export interface ContentRule {
  readonly holds: ReadonlySet<string>
  readonly least: number
  readonly most: number
}

const inline = 'text date emoji hardBreak inlineCard mention placeholder status inlineExtension mediaInline'
const media = 'mediaSingle mediaGroup'
const list = 'bulletList orderedList'
const simple = `paragraph panel blockquote ${list} rule heading codeBlock ${media} decisionList taskList blockCard embedCard extension`
const block = `${simple} table`
const wide = `${block} expand bodiedExtension`

const rules: Readonly<Record<string, ContentRule>> = {
  doc: rule(`${wide} layoutSection syncBlock bodiedSyncBlock`),
  paragraph: rule(inline),
  heading: rule(inline),
  bulletList: rule('listItem', 1),
  orderedList: rule('listItem', 1),
  listItem: rule(`paragraph ${list} taskList mediaSingle codeBlock extension`, 1),
  taskList: rule('taskItem taskList blockTaskItem', 1),
  taskItem: rule(inline),
  blockTaskItem: rule('paragraph extension', 1),
  decisionList: rule('decisionItem', 1),
  decisionItem: rule(inline),
  codeBlock: rule('text'),
  blockquote: rule(`paragraph ${list} codeBlock ${media} extension`, 1),
  panel: rule(`paragraph heading ${list} blockCard ${media} codeBlock taskList rule decisionList extension`, 1),
  expand: rule(`${block} nestedExpand`, 1),
  nestedExpand: rule(
    `paragraph heading ${media} codeBlock ${list} taskList decisionList rule panel blockquote extension`,
    1,
  ),
  table: rule('tableRow', 1),
  tableRow: rule('tableCell tableHeader'),
  tableCell: rule(`${simple} nestedExpand`, 1),
  tableHeader: rule(`${simple} nestedExpand`, 1),
  mediaSingle: rule('media caption', 1, 2),
  mediaGroup: rule('media', 1),
  caption: rule('hardBreak mention emoji date placeholder inlineCard status text'),
  bodiedExtension: rule(block, 1),
  layoutSection: rule('layoutColumn', 2, 3),
  layoutColumn: rule(wide, 1),
  bodiedSyncBlock: rule(`${wide} layoutSection`.replaceAll(/ (?:extension|bodiedExtension)\b/g, ''), 1),
}

const none = rule('', 0, 0)

/** Whether the schema has a rule for what stands in nodes of this type. */
export function hasRule(type: string): boolean {
  return Object.hasOwn(rules, type)
}

/** The rule of a type. */
export function contentRule(type: string): ContentRule {
  return Object.hasOwn(rules, type) ? rules[type]! : none
}

function rule(holds: string, least = 0, most = Number.POSITIVE_INFINITY): ContentRule {
  return { holds: new Set(holds.split(' ')), least, most }
}
