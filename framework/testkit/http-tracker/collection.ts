import type { Collection, CollectionDescription, Json, Paging, RoutedRequest, TrackerAnswer } from './contract.ts'
import { cutPage } from './paging.ts'
import { pathPattern } from './path.ts'

/** A collection with what it answers. */
export interface ServedCollection<T extends object> extends Collection<T> {
  /** Gives `undefined` when a path is not its own. */
  answer(request: Omit<RoutedRequest, 'parameters'> & { readonly url: URL }): TrackerAnswer | undefined
}

/**
 * Describes what a collection has and where it shows it, with the type of its items.
 *
 * @example
 * const items = [{ id: 1, title: 'Buy milk', changed: '2026-01-02T03:04:05Z' }]
 * const notes = collection({ list: '/notes', one: '/notes/{id}', changed: 'changed', items })
 */
export function collection<T extends object>(description: CollectionDescription<T>): CollectionDescription<T> {
  return description
}

/** @param clock gives the time of a change, later at each call */
export function serveCollection<T extends object>(
  description: CollectionDescription<T>,
  usual: Paging,
  clock: () => string,
): ServedCollection<T> {
  const { changed, since = 'since', editable, removable } = description
  const paging = { ...usual, ...description.paging }
  const brief = (item: T): unknown => description.brief?.(item) ?? item
  const list = description.list === undefined ? undefined : pathPattern(description.list)
  const one = description.one === undefined ? undefined : pathPattern(description.one)
  let items: readonly T[] = description.items ?? []
  let made = items.length

  const has = (fields: object) => (item: T) =>
    Object.entries(fields).every(([name, value]) => String((item as Json)[name]) === String(value))
  const stamped = (item: T): T => (changed === undefined ? item : { ...item, [changed]: clock() })

  function edit(fields: object, change: object): void {
    items = items.map(item => (has(fields)(item) ? stamped({ ...item, ...change }) : item))
  }

  function page(parameters: Json, url: URL): TrackerAnswer {
    const from = url.searchParams.get(since)
    const asked = items
      .filter(has(parameters))
      .filter(item => description.matches?.(item, url.searchParams) ?? true)
      .filter(item => from === null || changed === undefined || String(item[changed]) >= from)
    const cut = cutPage(asked.map(brief), url, paging)
    if (!cut) return { status: 400, body: { error: 'There is no such page.' } }
    const body = paging.body ?? ((shown, { next, total }) => ({ items: shown, ...(next && { next }), total }))
    return { body: body(cut.items, cut.facts), headers: paging.headers?.(cut.facts) ?? {} }
  }

  function create(parameters: Json, body: unknown): TrackerAnswer {
    if (!description.make) return { status: 405, body: { error: 'These can not be made.' } }
    if (!isJson(body)) return { status: 422, body: { error: 'The body is no object.' } }
    const item = description.make(body, { parameters, number: ++made, at: clock() })
    items = [...items, item]
    return { status: 201, body: item }
  }

  function change(item: T, body: unknown): TrackerAnswer {
    if (!editable) return { status: 405, body: { error: 'These can not be changed.' } }
    if (!isJson(body)) return { status: 422, body: { error: 'The body is no object.' } }
    const unknown = Object.keys(body).find(name => !editable.includes(name as keyof T & string))
    if (unknown !== undefined) return { status: 422, body: { error: `"${unknown}" can not be changed.` } }
    const next = stamped({ ...item, ...body })
    items = items.map(each => (each === item ? next : each))
    return { body: next }
  }

  return {
    all: () => items,
    find: fields => items.find(has(fields)),
    add(item) {
      items = [...items, item]
      made++
      return item
    },
    edit,
    remove(fields) {
      items = items.filter(item => !has(fields)(item))
    },
    answer({ method, url, body }) {
      const inList = list?.match(url.pathname)
      if (inList && method === 'GET') return page(inList, url)
      if (inList && method === 'POST') return create(inList, body)
      const parameters = one?.match(url.pathname)
      if (!parameters) return inList && { status: 405, body: { error: 'A listing knows no such method.' } }
      const item = items.find(has(parameters))
      if (!item) return { status: 404, body: { error: 'There is no such thing.' } }
      if (method === 'GET') return { body: item }
      if (method === 'PATCH' || method === 'PUT') return change(item, body)
      if (method !== 'DELETE' || !removable) return { status: 405, body: { error: 'This can not be done.' } }
      items = items.filter(each => each !== item)
      return { status: 204 }
    },
  }
}

function isJson(body: unknown): body is Json {
  return typeof body === 'object' && body !== null && !Array.isArray(body)
}
