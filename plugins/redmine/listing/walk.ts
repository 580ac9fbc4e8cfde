import type { Call } from 'issuefs/source'
import { askTimed, type Parameters } from '../client.ts'
import { isRawIssue, type RawIssue } from '../model/issue.ts'
import { listOf } from '../model/json.ts'
import { isoOf } from '../model/time.ts'
import type { Site } from '../site.ts'
import type { Condition } from './query.ts'
import { selectedProjects } from './selected.ts'

/** Issues on a page at most: Redmine gives no more. */
export const MOST = 100

/** What is looked for. */
export interface Wanted {
  /** One project instead of those of the options. */
  readonly project?: string
  /** Milliseconds since 1970: nothing that changed before. */
  readonly since?: number
  readonly offset: number
  readonly limit: number
  /** Which changes come first. @default 'latest' */
  readonly first?: 'latest' | 'oldest'
}

/** One page, the latest changes first. */
export interface Step {
  readonly issues: readonly RawIssue[]
  /** All that match now. */
  readonly total: number
  /** Issues before this page. */
  readonly offset: number
  /** Issues before this page and on it. */
  readonly end: number
  /** Whether the server held back what changed before `since`. If not, the caller has to. */
  readonly bounded: boolean
  /** The server's time, in milliseconds since 1970. */
  readonly now: number
}

/** One page of the issues of the selection, with their relations and attachments. */
export async function walk(site: Site, call: Call, wanted: Wanted): Promise<Step> {
  const { query } = site.selection
  const since = latest(site.selection.since, wanted.since)
  const bounded = since === undefined || !datesItself(site)
  const parameters =
    query?.kind === 'saved'
      ? await savedParameters(site, call, query.id)
      : filterParameters(await conditions(site, call, wanted.project, bounded ? since : undefined))
  const { json, now } = await askTimed(site, call, '/issues.json', [
    ...parameters,
    ['sort', wanted.first === 'oldest' ? 'updated_on:asc,id:asc' : 'updated_on:desc,id:desc'],
    ['include', 'attachments,relations'],
    ['limit', String(wanted.limit)],
    ['offset', String(wanted.offset)],
  ])
  const listed = listOf(json.issues)
  return {
    issues: listed.filter(isRawIssue),
    total: typeof json.total_count === 'number' ? json.total_count : wanted.offset + listed.length,
    offset: wanted.offset,
    end: wanted.offset + listed.length,
    bounded,
    now,
  }
}

/** Whether the query has its own say about times, or can't be added to. */
export function datesItself({ selection: { query } }: Site): boolean {
  return query?.kind === 'saved' || query?.conditions.some(({ field }) => field === 'updated_on') === true
}

function latest(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.max(a, b)
}

/** A query of a project is known in that project alone. */
async function savedParameters(site: Site, call: Call, id: string): Promise<Parameters> {
  const [project] = (await selectedProjects(site, call)) ?? []
  return [['query_id', id], ...(project === undefined ? [] : ([['project_id', project]] as const))]
}

async function conditions(
  site: Site,
  call: Call,
  project: string | undefined,
  since: number | undefined,
): Promise<readonly Condition[]> {
  const { query } = site.selection
  const own = query?.kind === 'filter' ? query.conditions : []
  const projects = project === undefined ? await selectedProjects(site, call) : [project]
  return [
    ...own,
    ...(own.some(({ field }) => field === 'status_id') ? [] : [{ field: 'status_id', operator: '*', values: [''] }]),
    ...(projects === undefined ? [] : [{ field: 'project_id', operator: '=', values: projects }]),
    ...(since === undefined ? [] : [{ field: 'updated_on', operator: '>=', values: [isoOf(since)] }]),
  ]
}

/** The long form: only it can name several projects. */
function filterParameters(all: readonly Condition[]): Parameters {
  return [
    ['set_filter', '1'],
    ...all.flatMap(
      ({ field, operator, values }): Parameters => [
        ['f[]', field],
        [`op[${field}]`, operator],
        ...values.map(value => [`v[${field}][]`, value] as const),
      ],
    ),
  ]
}
