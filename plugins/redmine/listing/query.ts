import { SourceError } from 'issuefs/source'
import { shortCondition } from './short-filter.ts'

/** What the option `query` asks for. */
export type Query =
  /** A query saved in Redmine. Its filters cannot be added to. */
  | { readonly kind: 'saved'; readonly id: string }
  | { readonly kind: 'filter'; readonly conditions: readonly Condition[] }

/** One filter: `status_id` `o`, `updated_on` `>=` `2026-01-31`. */
export interface Condition {
  readonly field: string
  readonly operator: string
  readonly values: readonly string[]
}

/** Parameters of an address that are no filters. */
const OTHERS =
  /^(?:set_filter|sort|utf8|per_page|page|limit|offset|group_by|key|format|include|display_type|c\[.*|t\[.*)$/

/** Reads a number, an address or what stands in one after the `?`: `f[]=…&op[…]=…&v[…][]=…` or `field=value`. */
export function queryOf(text: string): Query {
  if (/^\d+$/.test(text)) return { kind: 'saved', id: text }
  const parameters = new URLSearchParams(text.slice(text.indexOf('?') + 1))
  const saved = parameters.get('query_id')
  if (saved && /^\d+$/.test(saved)) return { kind: 'saved', id: saved }
  const fields = [...parameters.getAll('f[]'), ...parameters.getAll('fields[]')].filter(Boolean)
  const conditions = fields.length > 0 ? longConditions(parameters, fields) : shortConditions(parameters)
  if (conditions.length > 0) return { kind: 'filter', conditions }
  const remedy = 'give the number of a saved query, or filters such as tracker_id=1&assigned_to_id=me'
  throw new SourceError('invalid', `The query “${text}” selects nothing: ${remedy}.`)
}

function longConditions(parameters: URLSearchParams, fields: readonly string[]): readonly Condition[] {
  return fields.map(field => ({
    field,
    operator: parameters.get(`op[${field}]`) ?? parameters.get(`operators[${field}]`) ?? '=',
    values: [...parameters.getAll(`v[${field}][]`), ...parameters.getAll(`values[${field}][]`)],
  }))
}

function shortConditions(parameters: URLSearchParams): readonly Condition[] {
  return [...parameters].filter(([name]) => !OTHERS.test(name)).map(([field, text]) => shortCondition(field, text))
}
