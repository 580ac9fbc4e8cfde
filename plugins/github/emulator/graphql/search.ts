import type { Item } from '../data/model.ts'
import { fullName, iso, type Store } from '../data/store.ts'
import { GraphqlRefusal } from './types.ts'

/** `type` of a search. Older servers know no brackets, and take several places for any of them. */
export function found(store: Store, query: string, isOld: boolean): readonly Item[] {
  const sort = /(?:^|\s)sort:(\S+)/.exec(query)?.[1] ?? 'created-desc'
  const field = sort.startsWith('updated') ? 'updatedAt' : 'createdAt'
  const test = isOld ? oldTest(store, query) : newTest(store, query)
  const items = store.repos.filter(({ hidden }) => !hidden).flatMap(({ items }) => [...items.values()])
  return items.filter(test).sort((a, b) => b[field] - a[field] || b.id - a.id)
}

type Test = (item: Item) => boolean

/** `repo:`, `user:`, `org:`, `is:`, `state:`, `label:`, `author:`, `assignee:`, dates, `sort:`, and words: all of them. */
function oldTest(store: Store, query: string): Test {
  const terms = query.match(TERM) ?? []
  const places = terms.filter(term => PLACE.test(term)).map(term => termTest(store, term))
  const tests = terms.filter(term => !PLACE.test(term)).map(term => termTest(store, term))
  return item => (places.length === 0 || places.some(test => test(item))) && tests.every(test => test(item))
}

/** The same with `OR`, `AND` and brackets; throws for what is not closed. */
function newTest(store: Store, query: string): Test {
  const tokens = query.match(new RegExp(`[()]|${TERM.source}`, 'g')) ?? []
  let at = 0

  function any(): Test {
    const tests = [all()]
    while (tokens[at] === 'OR') {
      at += 1
      tests.push(all())
    }
    return item => tests.some(test => test(item))
  }

  function all(): Test {
    const tests: Test[] = []
    for (; at < tokens.length && tokens[at] !== ')' && tokens[at] !== 'OR'; at += 1) {
      const token = tokens[at]!
      if (token !== 'AND') tests.push(token === '(' ? inner() : termTest(store, token))
    }
    return item => tests.every(test => test(item))
  }

  function inner(): Test {
    at += 1
    const test = any()
    if (tokens[at] !== ')') throw invalid(query)
    return test
  }

  const test = any()
  if (at < tokens.length) throw invalid(query)
  return test
}

const TERM = /[^\s():"]+:"[^"]*"|"[^"]*"|[^\s()]+/g
const PLACE = /^(?:repo|user|org):/

function invalid(query: string): GraphqlRefusal {
  return new GraphqlRefusal('INVALID', `Invalid search query "${query}".`)
}

function termTest(store: Store, term: string): Test {
  const [, name, value = ''] = /^([^:]+):(.*)$/.exec(term.replaceAll('"', '')) ?? []
  const word = term.toLowerCase()
  if (name === undefined) return item => `${item.title} ${item.body}`.toLowerCase().includes(word)
  if (PLACE.test(term)) return item => isIn(item, name, value.toLowerCase())
  return item => matches(store, item, name, value)
}

function isIn({ repo }: Item, name: string, value: string): boolean {
  return (name === 'repo' ? fullName(repo) : repo.owner).toLowerCase() === value
}

function matches(store: Store, item: Item, name: string, value: string): boolean {
  const login = value === '@me' ? store.me.login : value
  switch (name) {
    case 'is':
    case 'state':
    case 'type':
      if (value === 'issue' || value === 'pr') return (item.pull !== undefined) === (value === 'pr')
      return item.state === value
    case 'label':
      return item.labels.includes(value)
    case 'author':
      return item.user.login === login
    case 'assignee':
      return item.assignees.some(user => user.login === login)
    case 'updated':
    case 'created': {
      const [, sign = '', date = ''] = /^([<>]=?|)(.*)$/.exec(value) ?? []
      const at = iso(name === 'created' ? item.createdAt : item.updatedAt)!.slice(0, date.length)
      return sign === '>='
        ? at >= date
        : sign === '<='
          ? at <= date
          : sign === '>'
            ? at > date
            : sign === '<'
              ? at < date
              : at === date
    }
    default:
      return true
  }
}
