import { type ErrorKind, isSourceError, SourceError } from 'issuefs/source'
import { Refusal } from '../client/problem.ts'
import type { JsonObject } from '../model/json.ts'

/** What was sent, to find which key a refusal is about. */
export interface Sent {
  /** The bug that is changed; `undefined` for a new one. */
  readonly id?: number
  readonly body: JsonObject
  /** The keys of the front matter by the names of the REST interface. */
  readonly keys: ReadonlyMap<string, string>
}

/** The field that a code of Bugzilla::WebService::Constants is about. */
const FIELDS: Readonly<Record<number, string>> = {
  103: 'alias',
  105: 'component',
  106: 'product',
  107: 'summary',
  112: 'see_also',
  118: 'dupe_of',
  119: 'dupe_of',
  120: 'groups',
  121: 'resolution',
  122: 'resolution',
  123: 'status',
  129: 'flags',
  130: 'flags',
  131: 'flags',
  132: 'flags',
  133: 'flags',
  134: 'flags',
  135: 'type',
}

/** Codes that say that the account may not. */
const DENIED = new Set([109, 110, 113, 115, 120, 130, 304])

/** Codes about bugs that are not there or not to be seen: the one that is changed, or one that was named. */
const OTHER_BUG = new Set([100, 101, 102])

/**
 * A refusal of a write as a sentence that names the key. 404 with the code 51 is a bad value, not a missing bug; and a
 * missing bug may be one that was named.
 */
export function explainedWrite(error: unknown, sent: Sent): unknown {
  if (!isSourceError(error) || !(error instanceof Refusal) || error.code === undefined) return error
  const { code } = error
  if (OTHER_BUG.has(code) && isAboutItself(error, sent)) return error
  if (error.status === 401) return error
  const kind: ErrorKind = DENIED.has(code) ? 'denied' : 'invalid'
  const said = error.message.replace(/^\S+ answered: /, '').replace(/\.?$/, '.')
  const key = keyOf(code, said, sent)
  return new SourceError(kind, `${key === undefined ? '' : `${key}: `}${said}`, { cause: error })
}

function isAboutItself({ message }: Refusal, { id, body }: Sent): boolean {
  const named = /#?(\d+)/.exec(message.replace(/^\S+ answered: /, ''))?.[1]
  return named === String(id) || !['depends_on', 'blocks', 'dupe_of'].some(field => field in body)
}

function keyOf(code: number, said: string, { body, keys }: Sent): string | undefined {
  const byCode = FIELDS[code]
  if (byCode !== undefined) return keys.get(byCode) ?? byCode
  const byName = Object.keys(body).find(field => new RegExp(`\\bthe '?${field}'? field\\b`, 'i').test(said))
  const byValue = Object.entries(body).find(([, value]) => valuesOf(value).some(one => isNamed(one, said)))?.[0]
  const field = byName ?? byValue
  return field === undefined ? undefined : (keys.get(field) ?? field)
}

function valuesOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(valuesOf)
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(valuesOf)
  return value === null || value === undefined || value === '' ? [] : [String(value)]
}

function isNamed(value: string, said: string): boolean {
  return said.includes(`'${value}'`) || said.includes(`#${value} `) || said.startsWith(`${value} `)
}
