import type { PhrasingContent } from 'mdast'
import { foreignUrl, tagged } from '../../markup/carrier.ts'
import { attributesOf, marksOf, textAttribute, toNode, typeOf } from '../node.ts'
import type { AdfMarkType, AdfNode } from '../schema.ts'
import { splitEdges } from './edges.ts'

/** A mark as it is put around a line. */
export interface Mark {
  readonly kind: string
  /** Runs whose marks have the same key share one. */
  readonly key: string
  /** Of marks that reach equally far, the lower stands outside. */
  readonly rank: number
  wrap(children: PhrasingContent[]): PhrasingContent[]
}

type MarkHandler = (mark: AdfNode) => Mark | undefined

const strong = markOf('strong', 4, body => [{ type: 'strong', children: body }])
const emphasis = markOf('em', 5, body => [{ type: 'emphasis', children: body }])
const strike = markOf('strike', 3, body => [{ type: 'delete', children: body }])
const underline = markOf('underline', 1, body => tagged('u', undefined, body))
const superscript = markOf('subsup', 1, body => tagged('sup', undefined, body), 'sup')
const subscript = markOf('subsup', 1, body => tagged('sub', undefined, body), 'sub')

/** `silent` marks are kept by the origin of the block only; `code` makes another leaf, see `handle/text.ts`. */
const handlers = new Map<string, MarkHandler | 'silent'>(
  Object.entries({
    strong: () => strong,
    em: () => emphasis,
    strike: () => strike,
    underline: () => underline,
    subsup: mark => (textAttribute(mark, 'type') === 'sup' ? superscript : subscript),
    link,
    textColor: mark => color('textColor', 'color', textAttribute(mark, 'color')),
    backgroundColor: mark => color('backgroundColor', 'background-color', textAttribute(mark, 'color')),
    code: 'silent',
    alignment: 'silent',
    indentation: 'silent',
    border: 'silent',
    breakout: 'silent',
    annotation: 'silent',
    dataConsumer: 'silent',
    fragment: 'silent',
  } satisfies Record<AdfMarkType, MarkHandler | 'silent'>),
)

const none: readonly Mark[] = []

/** The marks of a node that Markdown can say, at most one of a kind. */
export function readMarks(node: AdfNode): readonly Mark[] {
  if (node.marks === undefined) return none
  const marks: Mark[] = []
  for (const value of marksOf(node)) {
    const mark = toNode(value)
    const handler = mark && handlers.get(typeOf(mark))
    const read = handler && handler !== 'silent' ? handler(mark) : undefined
    if (read && !marks.some(other => other.kind === read.kind)) marks.push(read)
  }
  return marks
}

/** Whether a node has a mark of this type. */
export function isMarked(node: AdfNode, type: AdfMarkType): boolean {
  return node.marks !== undefined && marksOf(node).some(mark => toNode(mark)?.type === type)
}

function link(mark: AdfNode): Mark | undefined {
  const href = textAttribute(mark, 'href')
  if (!href) return undefined
  const title = typeof attributesOf(mark).title === 'string' ? textAttribute(mark, 'title') : null
  return markOf('link', 2, body => [{ type: 'link', url: foreignUrl(href), title, children: body }], href)
}

function color(kind: string, property: string, value: string): Mark | undefined {
  return isColor(value) ? markOf(kind, 0, body => tagged('span', `${property}: ${value}`, body), value) : undefined
}

/** A colour as CSS writes one, and nothing that could end an attribute or a table cell. */
export function isColor(value: string): boolean {
  return value.length <= 64 && /^[#\w(),.% -]+$/.test(value)
}

function markOf(kind: string, rank: number, around: (body: PhrasingContent[]) => PhrasingContent[], detail = ''): Mark {
  return {
    kind,
    key: `${kind} ${detail}`,
    rank,
    wrap(children) {
      const { lead, body, trail } = splitEdges(children)
      return body.length === 0 ? [...lead, ...trail] : [...lead, ...around(body), ...trail]
    },
  }
}
