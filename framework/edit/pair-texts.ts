import type { ReadDocument } from '../markdown/read-document.ts'
import { invalid } from './invalid.ts'

/** A text of a document that the tracker has. */
interface Unit {
  readonly kind: 'body' | 'section' | 'comment'
  readonly id: string
  /** Its title, or who wrote the comment and when. */
  readonly heading: string
  readonly text: string
}

/** A text as it was read and as it was saved. */
export interface TextPair {
  readonly kind: Unit['kind']
  readonly id: string
  readonly heading: string
  readonly from: string
  readonly to: string
  /** Whether it ends the saved file. */
  readonly last: boolean
}

/**
 * Finds each text again by its marker. Markers may stand in another order.
 *
 * @throws SourceError `invalid` when a marker is missing, doubled, not known or has another heading
 */
export function pairTexts(from: ReadDocument, to: ReadDocument): readonly TextPair[] {
  const before = unitsOf(from)
  const waiting = new Map<string, Unit[]>()
  const after = unitsOf(to)
  for (const unit of after) waiting.set(nameOf(unit), [...(waiting.get(nameOf(unit)) ?? []), unit])
  const last = to.comments.length > 0 && to.comments.at(-1)!.id === undefined ? undefined : after.at(-1)
  const pairs = before.map(unit => {
    const found = waiting.get(nameOf(unit))?.shift()
    if (!found) throw missing(unit)
    if (found.heading !== unit.heading) throw renamed(unit)
    return {
      kind: unit.kind,
      id: unit.id,
      heading: unit.heading,
      from: unit.text,
      to: found.text,
      last: found === last,
    }
  })
  const left = after.find(unit => waiting.get(nameOf(unit))!.includes(unit))
  if (left) throw before.some(unit => nameOf(unit) === nameOf(left)) ? doubled(left) : unknown(left)
  return pairs
}

function unitsOf({ body, sections, comments }: ReadDocument): readonly Unit[] {
  return [
    { kind: 'body', id: '', heading: '', text: body },
    ...sections.map(({ id, title, text }): Unit => ({ kind: 'section', id, heading: title, text })),
    ...comments.flatMap(({ id, heading, text }): Unit[] =>
      id === undefined ? [] : [{ kind: 'comment', id, heading, text }],
    ),
  ]
}

function nameOf({ kind, id }: Unit): string {
  return `${kind} ${id}`
}

function markerOf({ kind, id }: Unit): string {
  return `<!-- ${kind === 'comment' ? 'comment' : 'field'} ${id} -->`
}

function headingOf(unit: Unit): string {
  const level = unit.kind === 'comment' ? '###' : '##'
  return `\`${[level, unit.heading, markerOf(unit)].filter(Boolean).join(' ')}\``
}

function missing(unit: Unit) {
  return invalid(
    unit.kind === 'comment'
      ? `Comment ${unit.id} (${unit.heading}) is missing; saving a file deletes no comment. Put its heading back, ${headingOf(unit)}, with its text.`
      : `The heading of the field "${unit.heading}" is missing. Put it back, ${headingOf(unit)}; to empty the field, take out only the text below it.`,
  )
}

function renamed(unit: Unit) {
  const what = unit.kind === 'comment' ? `comment ${unit.id}` : `the field "${unit.heading}"`
  return invalid(
    `The heading of ${what} was changed, which can't be saved. Put it back as it was, ${headingOf(unit)}, and change only the text below it.`,
  )
}

function doubled(unit: Unit) {
  return invalid(
    `The marker \`${markerOf(unit)}\` stands in the file twice. Leave one; a new comment has \`### <!-- comment new -->\` as its heading.`,
  )
}

function unknown(unit: Unit) {
  return invalid(
    unit.kind === 'comment'
      ? `There is no comment ${unit.id} in what was read. A new comment has \`### <!-- comment new -->\` as its heading.`
      : `There is no field section "${unit.id}" in what was read. Take its heading out, ${headingOf(unit)}.`,
  )
}
