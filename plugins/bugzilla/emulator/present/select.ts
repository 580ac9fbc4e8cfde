/** Which fields of an answer are wanted: `include_fields` and `exclude_fields`. */
export interface Selection {
  has(field: string): boolean
  /** Whether a field that is not among the default ones was asked for. */
  asks(field: string): boolean
}

export function selectionOf(query: URLSearchParams): Selection {
  const include = listOf(query, 'include_fields')
  const exclude = new Set(listOf(query, 'exclude_fields'))
  const all = include.length === 0 || include.includes('_default') || include.includes('_all')
  const named = new Set(include.map(field => field.replace(/\..*$/, '')))
  const asks = (field: string) => !exclude.has(field) && (named.has(field) || include.includes('_all'))
  return {
    has: field =>
      !exclude.has(field) && (all || named.has(field) || isDetailOf(field, named) || isCustom(field, named)),
    asks: field => asks(field) || (named.has('_extra') && !exclude.has(field)),
  }
}

/** An object without the fields that are not wanted. */
export function select(
  value: Readonly<Record<string, unknown>>,
  { has }: Selection,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(value).filter(([field]) => has(field)))
}

function isDetailOf(field: string, named: ReadonlySet<string>): boolean {
  return field.endsWith('_detail') && named.has(field.slice(0, -'_detail'.length))
}

function isCustom(field: string, named: ReadonlySet<string>): boolean {
  return field.startsWith('cf_') && named.has('_custom')
}

function listOf(query: URLSearchParams, name: string): readonly string[] {
  return query
    .getAll(name)
    .flatMap(value => value.split(/[\s,]+/))
    .filter(Boolean)
}
