import { isEmpty, isObject } from './json.ts'

/** Keys that only repeat addresses and pictures. */
const DECORATION = new Set(['self', 'avatarUrls', 'iconUrl', 'avatarId', 'thumbnail', 'expand', 'hierarchyLevel'])

/** System fields that say nothing of the issue, repeat another field, or change by looking at it. */
const DROPPED_FIELDS = new Set([
  'aggregateprogress',
  'aggregatetimeestimate',
  'aggregatetimeoriginalestimate',
  'aggregatetimespent',
  'attachment',
  'comment',
  'issuerestriction',
  'lastViewed',
  'progress',
  'statusCategory',
  'statuscategorychangedate',
  'thumbnail',
  'timetracking',
  'worklog',
  'workratio',
])

/** Kinds of custom fields that hold ranks, charts and counters of tools. */
const DROPPED_TYPES = new Set([
  'gh-lexo-rank',
  'gh-global-rank',
  'devsummary',
  'devsummarycf',
  'firstresponsedate',
  'timeinstatus',
  'vulnerabilitycf',
])

/** The fields worth keeping: neither empty nor decoration. Rich text stays byte for byte as it came. */
export function slimFields(
  fields: Readonly<Record<string, unknown>>,
  type: (id: string) => string | undefined,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([id, value]) => !DROPPED_FIELDS.has(id) && !DROPPED_TYPES.has(type(id) ?? '') && !isEmpty(value))
      .map(([id, value]) => [id, slim(value)]),
  )
}

/** A value without decoration. */
export function slim(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(slim)
  if (!isObject(value) || value.type === 'doc') return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, inner]) => !DECORATION.has(key) && inner !== null)
      .map(([key, inner]) => [key, key === 'body' ? inner : slim(inner)]),
  )
}
