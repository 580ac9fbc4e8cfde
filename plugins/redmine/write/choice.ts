import { SourceError } from 'issuefs/source'
import { lineOf, listOf, objectOf } from '../model/json.ts'
import { nearest } from '../nearest.ts'

/** Something with a name and an id: a status, a version, a person. */
export interface Named {
  readonly id: string
  readonly name: string
}

/** One of the values of a field. */
export interface Choice extends Named {
  /** What is written for it: its name, with the id where several have that name. */
  readonly label: string
}

/** Choices, each once. */
export function choicesOf(named: readonly Named[]): readonly Choice[] {
  const each = [...new Map(named.map(one => [one.id, one])).values()]
  return each.map(one => {
    const isOnly = each.every(other => other.id === one.id || other.name !== one.name)
    return { ...one, label: isOnly ? one.name : `${one.name} #${one.id}` }
  })
}

/**
 * What a word names: by its label, its `#id`, or its name in another case where only one has that.
 *
 * @param isPart whether there may be more than these choices: then any `#id` is one
 */
export function choose(field: string, word: string, choices: readonly Choice[], isPart = false): Choice {
  const exact = choices.find(({ label, id }) => label === word || `#${id}` === word)
  if (exact) return exact
  const named = choices.filter(({ name }) => name.toLowerCase() === word.toLowerCase())
  if (named.length === 1) return named[0]!
  const id = isPart ? /^#(\d+)$/.exec(word)?.[1] : undefined
  if (id !== undefined) return { id, name: word, label: word }
  if (isPart && named.length === 0) {
    throw refused(field, word, 'is not known, and Redmine does not tell this account which there are', ['#12'])
  }
  const labels = (named.length > 1 ? named : choices).map(({ label }) => label)
  const what = named.length > 1 ? 'is the name of several' : 'is no value that it may have'
  throw refused(field, word, what, nearest(word, labels))
}

/** A value that a field can't have, and what it may be instead. */
export function refused(field: string, value: unknown, what: string, instead: readonly string[] = []): SourceError {
  const remedy = instead.length > 0 ? ` Write ${instead.map(one => `“${one}”`).join(' or ')}.` : ''
  return new SourceError('invalid', `${field}: “${String(value)}” ${what}.${remedy}`)
}

/** `[{ id, name }]` of an answer. */
export function namedOf(list: unknown): readonly Named[] {
  return listOf(list).flatMap(raw => {
    const { id, name } = objectOf(raw)
    return lineOf(id) && lineOf(name) ? [{ id: lineOf(id)!, name: lineOf(name)! }] : []
  })
}
