import type { Document } from '../source/document.ts'
import { isObject, kindOf } from './kind-of.ts'

/** What is wrong with what a renderer gave, as far as its types would have told; `undefined` where they say nothing. */
export function unsoundDocument(document: unknown): string | undefined {
  if (!isObject(document)) return `render() gave ${kindOf(document)}, and no document.`
  if (typeof (document as { readonly then?: unknown }).then === 'function')
    return 'render() gave a promise: it is no async function, and asks nobody.'
  const { front, title, body, sections = [], comments = [], references = [] } = document as Partial<Document>
  if (!isObject(front)) return `"front" of what render() gave is ${kindOf(front)}, not an object.`
  for (const [name, value] of Object.entries(front as object)) {
    const wrong = [value].flat().find(one => typeof one === 'function' || (typeof one === 'object' && one !== null))
    if (wrong !== undefined)
      return `"${name}" of the front matter is ${kindOf(value)}: give text, numbers, or a list of them.`
  }
  if (typeof title !== 'string') return `"title" of what render() gave is ${kindOf(title)}, not text.`
  if (!Array.isArray(references)) return `"references" of what render() gave is ${kindOf(references)}, not a list.`
  return (
    unsoundText('"body"', body) ??
    first(sections, ({ id, title, text }) => unsoundPart('section', id, { id, title }, text)) ??
    first(comments, ({ id, author, at, text }) => unsoundPart('comment', id, { id, author, at }, text))
  )
}

function unsoundPart(
  what: string,
  id: unknown,
  texts: Readonly<Record<string, unknown>>,
  text: unknown,
): string | undefined {
  for (const [name, value] of Object.entries(texts))
    if (typeof value !== 'string') return `"${name}" of the ${what} ${String(id)} is ${kindOf(value)}, not text.`
  return unsoundText(`"text" of the ${what} ${String(id)}`, text)
}

function unsoundText(what: string, text: unknown): string | undefined {
  const blocks = isObject(text) ? (text as { readonly blocks?: unknown }).blocks : undefined
  return Array.isArray(blocks)
    ? undefined
    : `${what} is ${kindOf(text)}: give markdownText(…), plainText(…), or blocks.`
}

function first<T>(all: readonly T[], wrong: (one: T) => string | undefined): string | undefined {
  if (!Array.isArray(all)) return `Sections and comments are lists, not ${kindOf(all)}.`
  for (const one of all) {
    const found = isObject(one) ? wrong(one) : `A section or a comment is ${kindOf(one)}.`
    if (found) return found
  }
  return undefined
}
