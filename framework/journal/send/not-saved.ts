import { elementsOf, indexOfElement, isSameValue } from '../../edit/front-value.ts'
import { printText } from '../../markdown/index.ts'
import type { Document, FrontValue, Section, Text } from '../../source/document.ts'
import type { FieldEdit, TextEdit } from '../../source/write.ts'

/** What an update was asked for. */
export interface Asked {
  readonly fields: readonly FieldEdit[]
  readonly title?: string
  readonly body?: TextEdit
  readonly sections: readonly { readonly id: string; readonly text: TextEdit }[]
  readonly comments: readonly { readonly id: string; readonly text: TextEdit }[]
}

export function isNothingAsked({ fields, title, body, sections, comments }: Asked): boolean {
  return title === undefined && body === undefined && fields.length + sections.length + comments.length === 0
}

/** What was asked for of a document, in words: `labels`, `the title`. */
export function partsOf(asked: Asked, before: Document): readonly string[] {
  return [
    ...asked.fields.map(({ name }) => name),
    ...(asked.title === undefined ? [] : ['the title']),
    ...(asked.body === undefined ? [] : ['the description']),
    ...asked.sections.map(({ id }) => saySection(before, id)),
    ...asked.comments.map(({ id }) => `comment ${id}`),
  ]
}

/**
 * What an update was asked for and the tracker has left as it was. What it has made something else of counts as saved: it
 * spells values in its own way.
 */
export function notSaved(asked: Asked, before: Document, after: Document): readonly string[] {
  const same = (one: Text | undefined, other: Text | undefined): boolean => textOf(one) === textOf(other)
  return [
    ...asked.fields.filter(field => isUnsaved(field, after.front[field.name])).map(({ name }) => name),
    ...(asked.title !== undefined && after.title === before.title && after.title !== asked.title ? ['the title'] : []),
    ...(asked.body && textOf(after.body) !== asked.body.markdown && same(before.body, after.body)
      ? ['the description']
      : []),
    ...asked.sections
      .filter(({ id, text }) => {
        const found = sectionOf(after, id)?.text
        return textOf(found) !== text.markdown && same(sectionOf(before, id)?.text, found)
      })
      .map(({ id }) => saySection(before, id)),
    ...asked.comments
      .filter(({ id, text }) => {
        const found = commentOf(after, id)
        return textOf(found) !== text.markdown && same(commentOf(before, id), found)
      })
      .map(({ id }) => `comment ${id}`),
  ]
}

function isUnsaved({ from, to, added, removed }: FieldEdit, now: FrontValue): boolean {
  if (isSameValue(now, to)) return false
  const shown = elementsOf(now)
  const isWanted = (value: string | number): boolean => elementsOf(to).some(one => says(value, one))
  if (shown.every(isWanted) && elementsOf(to).every(one => shown.some(each => says(each, one)))) return false
  if (isSameValue(now, from)) return true
  if (added.length + removed.length === 0) return false
  const has = (value: string | number): boolean => shown.some(each => says(each, value))
  const old = elementsOf(from)
  const isNew = shown.some(each => indexOfElement(old, each) < 0)
  return removed.some(one => has(one) && !isWanted(one)) || (added.length > 0 && !isNew && !added.some(has))
}

/** A tracker may say more than was written: `acme/app#1 (closed)`. */
function says(shown: string | number, written: string | number): boolean {
  return String(shown) === String(written) || String(shown).startsWith(`${written} (`)
}

function textOf(text: Text | undefined): string {
  return text ? printText(text).markdown : ''
}

function sectionOf({ sections = [] }: Document, id: string): Section | undefined {
  return sections.find(each => each.id === id)
}

/** By its heading: ids such as `customfield_10035` say nothing. */
function saySection(document: Document, id: string): string {
  return `the section "${sectionOf(document, id)?.title ?? id}"`
}

function commentOf({ comments = [] }: Document, id: string): Text | undefined {
  return comments.find(each => each.id === id)?.text
}
