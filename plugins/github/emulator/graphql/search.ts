import type { Item } from '../data/model.ts'
import { fullName, iso, type Store } from '../data/store.ts'

/** What a search finds: `repo:`, `user:`, `org:`, `is:`, `state:`, `label:`, `author:`, `assignee:`, dates, `sort:`, and words. */
export function found(store: Store, query: string): readonly Item[] {
  const terms = [...query.matchAll(/(\S+?):("[^"]*"|\S+)|(\S+)/g)]
  const named = terms.flatMap(([, name, value]) => (name && value ? [{ name, value: value.replaceAll('"', '') }] : []))
  const words = terms.flatMap(([, , , word]) => (word ? [word.toLowerCase()] : []))
  const places = named.filter(({ name }) => name === 'repo' || name === 'user' || name === 'org')
  const tests = named.filter(({ name }) => !places.some(place => place.name === name) && name !== 'sort')
  const sort = named.find(({ name }) => name === 'sort')?.value ?? 'created-desc'
  const field = sort.startsWith('updated') ? 'updatedAt' : 'createdAt'
  const items = store.repos.filter(({ hidden }) => !hidden).flatMap(({ items }) => [...items.values()])
  return items
    .filter(item => places.length === 0 || places.some(({ name, value }) => isIn(item, name, value.toLowerCase())))
    .filter(item => tests.every(({ name, value }) => matches(store, item, name, value)))
    .filter(item => words.every(word => `${item.title} ${item.body}`.toLowerCase().includes(word)))
    .sort((a, b) => b[field] - a[field] || b.id - a.id)
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
