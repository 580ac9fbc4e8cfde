/** Whether a value may be that of an attribute. */
export type Check = (value: unknown) => boolean

/** The attributes of a type; those in `required` must be there. */
export interface AttributeRule {
  readonly checks: Readonly<Record<string, Check>>
  readonly required: readonly string[]
}

const string: Check = value => typeof value === 'string'
const words: Check = value => typeof value === 'string' && value !== ''
const number: Check = value => typeof value === 'number' && Number.isFinite(value)
const boolean: Check = value => typeof value === 'boolean'
const any: Check = () => true
const color: Check = value => typeof value === 'string' && /^#[0-9a-fA-F]{6}$/.test(value)
const oneOf =
  (...values: readonly string[]): Check =>
  value =>
    typeof value === 'string' && values.includes(value)
const between =
  (least: number, most: number): Check =>
  value =>
    typeof value === 'number' && value >= least && value <= most

const localId = { localId: string }
const layout = oneOf('wide', 'full-width', 'center', 'wrap-right', 'wrap-left', 'align-end', 'align-start')
const valign = oneOf('top', 'middle', 'bottom')
const extension = { extensionKey: words, extensionType: words, parameters: any, text: string, localId: words }
const bodied = { ...extension, layout: oneOf('wide', 'full-width', 'default') }
const cell = {
  ...localId,
  ...{ colspan: number, rowspan: number, background: string, valign },
  colwidth: (value: unknown) => Array.isArray(value) && value.every(number),
}
const file = {
  ...localId,
  id: words,
  alt: string,
  collection: string,
  occurrenceKey: words,
  width: number,
  height: number,
}
const state = oneOf('TODO', 'DONE')

/** From the published schema; types without attributes are left out. */
const nodes: Readonly<Record<string, AttributeRule>> = {
  paragraph: rule(localId),
  heading: rule({ ...localId, level: between(1, 6) }, 'level'),
  bulletList: rule(localId),
  orderedList: rule({ ...localId, order: between(0, Number.MAX_SAFE_INTEGER) }),
  listItem: rule(localId),
  taskList: rule(localId, 'localId'),
  taskItem: rule({ ...localId, state }, 'localId', 'state'),
  blockTaskItem: rule({ ...localId, state }, 'localId', 'state'),
  decisionList: rule(localId, 'localId'),
  decisionItem: rule({ ...localId, state: string }, 'localId', 'state'),
  codeBlock: rule({ ...localId, language: string, uniqueId: string, wrap: boolean, hideLineNumbers: boolean }),
  blockquote: rule(localId),
  rule: rule(localId),
  panel: rule(
    {
      ...localId,
      panelType: oneOf('info', 'note', 'tip', 'warning', 'error', 'success', 'custom'),
      ...{ panelIcon: string, panelIconId: string, panelIconText: string, panelColor: string },
    },
    'panelType',
  ),
  expand: rule({ ...localId, title: string }),
  nestedExpand: rule({ ...localId, title: string }),
  table: rule({
    ...{ displayMode: oneOf('default', 'fixed'), isNumberColumnEnabled: boolean, localId: words, width: number },
    layout: oneOf('wide', 'full-width', 'center', 'align-end', 'align-start', 'default'),
  }),
  tableRow: rule(localId),
  tableCell: rule(cell),
  tableHeader: rule(cell),
  mediaSingle: rule(
    { ...localId, layout, width: between(0, Number.MAX_SAFE_INTEGER), widthType: oneOf('pixel', 'percentage') },
    'layout',
  ),
  caption: rule(localId),
  blockCard: rule({ ...localId, url: string }, 'url'),
  embedCard: rule(
    { ...localId, url: string, layout, width: between(0, 100), originalHeight: number, originalWidth: number },
    ...['url', 'layout'],
  ),
  extension: rule(bodied, 'extensionKey', 'extensionType'),
  bodiedExtension: rule(bodied, 'extensionKey', 'extensionType'),
  inlineExtension: rule(extension, 'extensionKey', 'extensionType'),
  layoutSection: rule(localId),
  layoutColumn: rule({ ...localId, width: between(0, 100), valign }, 'width'),
  syncBlock: rule({ ...localId, resourceId: string }, 'resourceId', 'localId'),
  bodiedSyncBlock: rule({ ...localId, resourceId: string }, 'resourceId', 'localId'),
  hardBreak: rule({ ...localId, text: oneOf('\n') }),
  emoji: rule({ ...localId, shortName: string, id: string, text: string }, 'shortName'),
  mention: rule(
    { ...localId, id: string, text: string, accessLevel: string, userType: oneOf('DEFAULT', 'SPECIAL', 'APP') },
    'id',
  ),
  date: rule({ ...localId, timestamp: words }, 'timestamp'),
  status: rule(
    {
      ...{ text: words, style: string, ...localId },
      color: value => oneOf('neutral', 'purple', 'blue', 'red', 'yellow', 'green')(value) || color(value),
    },
    ...['text', 'color'],
  ),
  placeholder: rule({ ...localId, text: string }, 'text'),
  inlineCard: rule({ ...localId, url: string }, 'url'),
  mediaInline: rule({ ...file, type: oneOf('link', 'file', 'image'), data: any }, 'id', 'collection'),
}

const mediaFile = rule({ ...file, type: oneOf('link', 'file') }, 'type', 'id', 'collection')
const mediaExternal = rule(
  { ...localId, type: oneOf('external'), alt: string, height: number, width: number, url: string },
  'type',
  'url',
)
const cardData = rule({ ...localId, data: any }, 'data')
const cardSource = rule(
  {
    ...{ ...localId, url: string, width: number, layout },
    datasource: value =>
      typeof value === 'object' && value !== null && ['id', 'parameters', 'views'].every(name => name in value),
  },
  'datasource',
)

/** Of marks; those without attributes are left out. */
export const markAttributes: Readonly<Record<string, AttributeRule>> = {
  link: rule({ href: string, title: string, id: string, collection: string, occurrenceKey: string }, 'href'),
  subsup: rule({ type: oneOf('sub', 'sup') }, 'type'),
  textColor: rule({ color }, 'color'),
  backgroundColor: rule({ color }, 'color'),
  annotation: rule({ id: string, annotationType: oneOf('inlineComment') }, 'id', 'annotationType'),
  alignment: rule({ align: oneOf('center', 'end') }, 'align'),
  indentation: rule({ level: between(1, 6) }, 'level'),
}

export const noAttributes = rule({})

/** The rule of a node, by its attributes where it has several forms. */
export function attributeRule(type: string, attributes: Readonly<Record<string, unknown>>): AttributeRule {
  if (type === 'media') return attributes.type === 'external' ? mediaExternal : mediaFile
  if (type === 'blockCard' && 'datasource' in attributes) return cardSource
  if ((type === 'blockCard' || type === 'inlineCard') && 'data' in attributes) return cardData
  return Object.hasOwn(nodes, type) ? nodes[type]! : noAttributes
}

function rule(checks: Readonly<Record<string, Check>>, ...required: readonly string[]): AttributeRule {
  return { checks, required }
}
