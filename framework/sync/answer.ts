import { SourceError } from '../source/error.ts'
import type { Delta, Got, Page } from '../source/page.ts'
import type { Connection } from '../source/source.ts'
import { isObject, kindOf } from './kind-of.ts'

/** Answers of a source are what the contract says, whatever the compiler was told: what is not is an error that says so. */

const statuses: readonly string[] = [
  'fresh',
  'unchanged',
  'gone',
  'moved',
  'denied',
  'failed',
] satisfies readonly Got['status'][]

/** @throws SourceError `unexpected` for what is no page, or has an item that nobody could place */
export function soundPage<T extends Page>(page: T, what: string): T {
  if (!isObject(page) || !Array.isArray(page.items))
    throw wrong(`${what} answered with ${kindOf(page)}, not with { items, next }.`)
  if (page.next !== undefined && typeof page.next !== 'string')
    throw wrong(`${what} says with ${kindOf(page.next)} where it goes on; "next" is text, and absent on the last page.`)
  for (const item of [...page.items, ...(page.also ?? [])]) soundItem(item, what)
  return page
}

/** @throws SourceError `unexpected` for what is no answer to so many wants */
export function soundGots<T extends readonly Got[]>(gots: T, wants: number, route: string): T {
  if (!Array.isArray(gots))
    throw wrong(`The fetch of "${route}" answered with ${kindOf(gots)}, not with a list of one answer for each want.`)
  if (gots.length !== wants)
    throw wrong(`The source answered ${gots.length} of ${wants} wants of "${route}"; it must answer each.`)
  for (const got of gots as readonly Got[]) {
    if (!isObject(got) || !statuses.includes(got.status))
      throw wrong(`The fetch of "${route}" answered a want with ${sayStatus(got)}; "status" is ${statuses.join(', ')}.`)
    if (got.status !== 'fresh') continue
    soundItem(got, `The fetch of "${route}"`)
    if (got.entity === undefined) throw wrong(`The fetch of "${route}" gave the issue ${got.id} without an entity.`)
  }
  return gots
}

/** @throws SourceError `unexpected` for what is no delta */
export function soundDelta<T extends Delta>(delta: T, feed: string): T {
  const what = `The feed "${feed}"`
  if (!isObject(delta) || !Array.isArray(delta.changes))
    throw wrong(`${what} answered with ${kindOf(delta)}, not with { changes, next, more }.`)
  if (typeof delta.next !== 'string')
    throw wrong(`${what} says with ${kindOf(delta.next)} where it goes on; "next" of a delta is text.`)
  for (const change of delta.changes) if (change.change === 'upsert') soundItem(change, what)
  return delta
}

/** @throws SourceError `unexpected` for what does not say where it leads, or who asks */
export function soundConnection<T extends Connection>(connection: T): T {
  if (!isObject(connection) || typeof connection.instance !== 'string' || connection.instance === '')
    throw wrong('connect() of the source says no "instance": give the address of the tracker, or its name.')
  const { account } = connection
  if (account && typeof account.id !== 'string')
    throw wrong(`connect() of the source gives an account whose id is ${kindOf(account.id)}; it is text.`)
  return connection
}

function soundItem(item: unknown, what: string): void {
  const { id, key } = (isObject(item) ? item : {}) as { readonly id?: unknown; readonly key?: unknown }
  if (typeof id !== 'string' || id === '')
    throw wrong(`${what} gave an item whose id is ${kindOf(id)}: ${shown(item)}. An id is text that is not empty.`)
  if (!isObject(key)) throw wrong(`${what} gave the item ${id} with ${kindOf(key)} as its key; it is an object.`)
}

function wrong(sentence: string): SourceError {
  return new SourceError('unexpected', sentence)
}

function sayStatus(got: unknown): string {
  if (!isObject(got)) return kindOf(got)
  const { status } = got as { readonly status?: unknown }
  return status === undefined ? 'no status' : `the status ${shown(status)}`
}

function shown(value: unknown): string {
  return (JSON.stringify(value) ?? String(value)).slice(0, 80)
}
