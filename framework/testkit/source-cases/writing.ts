import { expect } from 'vitest'
import { type Changes, rebase, writableFields } from '../../edit/index.ts'
import { cleanLine } from '../../markdown/clean.ts'
import { printText } from '../../markdown/index.ts'
import { createRouter, isWritable } from '../../path/router.ts'
import type { Document, FrontValue, Text } from '../../source/document.ts'
import { isSourceError } from '../../source/error.ts'
import type { AnyKey } from '../../source/key.ts'
import type { Edit, Field, WritableText, Write } from '../../source/write.ts'
import type { OpenSource } from '../source-fixture.ts'
import { firstWanted, type ListedItem, type Present } from './reading.ts'

/** The writing half of a route, and an issue to try it on. */
export interface Writing {
  readonly write: Write
  readonly item: ListedItem
}

/** Why a case about writing does not apply. */
export function lacks({ session }: OpenSource, method: keyof Write, text?: WritableText): string | undefined {
  const writes = session.routes.flatMap(route => (route.kind === 'documents' && route.write ? [route.write] : []))
  if (writes.length === 0) return 'It can not be written.'
  if (!writes.some(write => write[method] !== undefined)) return `It has no ${method}().`
  if (text && !writes.some(({ texts = [] }) => texts.includes(text))) return `Its texts do not include "${text}".`
  return undefined
}

/** The first issue that is listed whose route can be written. */
export async function writable(open: OpenSource): Promise<Writing> {
  const router = createRouter(open.session)
  const [item] = await firstWanted(open, 1, each => isWritable(router.route(each.route)!.route))
  if (!item) throw new Error('The tracker of the test needs an issue whose route can be written.')
  return { item, write: router.route(item.route)!.route.write! }
}

/** Makes an edit as the kernel does: the difference between what was read and what it is to become. */
export function editOf(issue: Present, changes: Partial<Changes>, account?: { readonly id: string }): Edit {
  const { id, key, entity, document } = issue
  const { added: _added, conflicts, ...edit } = rebase({ ...nothing, ...changes }, document, account)
  expect(conflicts, 'What the kit changes should be what the file shows.').toEqual([])
  return { id, key, entity, ...edit }
}

const nothing: Changes = { front: [], sections: [], comments: [], added: [] }

/** Whose comments may be changed. */
export async function accountOf({ session, call }: OpenSource): Promise<{ readonly id: string } | undefined> {
  return (await session.connect?.(call()))?.account
}

/** The Markdown of a text. */
export function markdownOf(text: Text): string {
  return printText(text).markdown
}

/** A title as its file shows it, and as a save has it. */
export function titleOf({ title }: Document): string {
  return cleanLine(title)
}

/** What a file says, without the times at which the tracker changed something. */
export interface Said {
  readonly front: Readonly<Record<string, FrontValue>>
  readonly title: string
  readonly body: string
  readonly sections: readonly string[]
  readonly comments: readonly string[]
}

/** @param except keys of the front matter that are left out */
export function said(document: Document, except: string[] = []): Said {
  const { front, body, sections = [], comments = [] } = document
  const lasting = Object.entries(front).filter(([name, value]) => !isTime(value) && !except.includes(name))
  return {
    front: Object.fromEntries(lasting),
    title: titleOf(document),
    body: markdownOf(body),
    sections: sections.map(({ text }) => markdownOf(text)),
    comments: comments.map(({ id, text }) => `${id}: ${markdownOf(text)}`),
  }
}

function isTime(value: FrontValue): boolean {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d[T ]/.test(value)
}

/** Asks for the fields of an issue. */
export function fieldsOf(
  open: OpenSource,
  write: Write,
  { id, key, entity }: Present,
  names?: readonly string[],
): Promise<readonly Field[]> {
  return writableFields(write, { of: 'issue', id, key, entity, ...(names && { names }) }, open.call())
}

/** The folder of an issue. */
export function scopeOf(open: OpenSource, { route, key }: ListedItem): AnyKey {
  const router = createRouter(open.session)
  const folder = router.route(route)!.template.formatFolder(key)
  return router.makersOf(folder).find(({ compiled }) => compiled.route.path === route)!.scope
}

/** Whether a refusal is one that a tracker may well give: this value is not allowed now, this account may not. */
export function isHonestRefusal(thrown: unknown): boolean {
  const kinds: readonly string[] = ['invalid', 'denied', 'unsupported', 'conflict', 'read-only']
  return isSourceError(thrown) && kinds.includes(thrown.kind) && thrown.message !== ''
}

/** Values of fields that might be tried: another allowed one, a day, a number, one more element. */
export function anotherValue({ kind, many, values }: Field, from: FrontValue): FrontValue {
  const present = [from ?? []].flat().map(String)
  const other = values?.find(value => !present.includes(value))
  if (values !== undefined && other === undefined) return undefined
  if (values === undefined && kind === 'choice') return undefined
  const value = other ?? samples[kind]
  if (value === undefined || value === from) return undefined
  return many ? [...([from ?? []].flat() as (string | number)[]), value as string | number] : value
}

const samples: Readonly<Partial<Record<Field['kind'], string | number | boolean>>> = {
  text: 'written-by-the-test',
  date: '2030-05-17',
  number: 3,
}
