import { identities } from '../data/directory.ts'
import type { Fields, Issue } from '../data/model.ts'
import type { Store } from '../data/store.ts'
import type { JqlField } from './fields.ts'
import { type Clause, JqlError } from './syntax.ts'

type NamedField = Extract<JqlField, { kind: 'named' | 'user' }>

/** Tests of values with ids and names, and of users. Unknown values are an error where the site knows them all. */
export function namedTest(
  store: Store,
  field: NamedField,
  test: Extract<Clause, { kind: 'test' }>,
  texts: readonly string[],
  compare: (difference: number) => boolean,
): (issue: Issue) => boolean {
  const namesOf = createNames()
  const wanted = texts.map(text => text.toLowerCase())
  const known = field.kind === 'named' ? field.known?.() : undefined
  for (const text of texts) if (known && !known.some(value => namesOf(value).includes(text.toLowerCase()))) reject(text)
  if (field.kind === 'user' && store.flavour === 'data-center')
    for (const text of texts) if (!store.users.find(text)) reject(text)

  if (field.kind === 'named' && field.rank && /[<>]/.test(test.operator)) {
    const kind = field.rank
    const bound = store.vocabulary.rank(kind, store.vocabulary.find(kind, texts[0] ?? ''))
    // The order of a site counts downwards: the first priority is the highest.
    return issue => field.values(issue).some(value => compare(bound - store.vocabulary.rank(kind, value as Fields)))
  }
  return issue => field.values(issue).some(value => namesOf(value).some(name => wanted.includes(name)))

  function reject(text: string): never {
    throw new JqlError(`The value '${text}' does not exist for the field '${test.field}'.`)
  }
}

/** Everything a query may call a value, in lower case; remembered per object. */
function createNames(): (value: unknown) => readonly string[] {
  const remembered = new WeakMap<object, readonly string[]>()
  return value => {
    if (typeof value !== 'object' || value === null) return [String(value).toLowerCase()]
    const known = remembered.get(value)
    if (known) return known
    const { id, key, name, value: option, state } = value as Fields
    const names = [id, key, name, option, ...(state === undefined ? [] : [`state:${state}`])]
      .filter(part => part !== undefined && part !== null)
      .map(part => String(part).toLowerCase())
    const all = [...new Set([...names, ...identities(value as Fields)])]
    remembered.set(value, all)
    return all
  }
}
