import { numberOf, projectOf } from '../data/key.ts'
import type { Issue } from '../data/model.ts'
import type { Store } from '../data/store.ts'
import type { JqlField } from './fields.ts'
import { type Clause, JqlError } from './syntax.ts'

/** Tests of keys and ids. `key > P-5` compares numbers inside the project; the key need not exist there. */
export function issueTest(
  store: Store,
  field: Extract<JqlField, { kind: 'issue' }>,
  test: Extract<Clause, { kind: 'test' }>,
  texts: readonly string[],
  compare: (difference: number) => boolean,
): (issue: Issue) => boolean {
  if (!/[<>]/.test(test.operator)) {
    const wanted = new Set(texts.map(text => existing(store, text, test.field).id))
    return issue => {
      const target = field.target(issue)
      return target !== undefined && wanted.has(target.id)
    }
  }
  const text = texts[0] ?? ''
  if (/^\d+$/.test(text)) {
    return issue => {
      const target = field.target(issue)
      return target !== undefined && compare(target.id - Number(text))
    }
  }
  const bound = text.toUpperCase()
  if (!/^[A-Z][A-Z0-9_]*-\d+$/.test(bound)) missing(text, test.field)
  return issue => {
    const target = field.target(issue)
    if (!target || projectOf(target.key) !== projectOf(bound)) return false
    return compare(numberOf(target.key) - numberOf(bound))
  }
}

function existing(store: Store, text: string, field: string): Issue {
  return store.find(text) ?? missing(text, field)
}

function missing(text: string, field: string): never {
  throw new JqlError(
    /^\d+$/.test(text)
      ? `A value with ID '${text}' does not exist for the field '${field}'.`
      : `An issue with key '${text}' does not exist for field '${field}'.`,
  )
}
