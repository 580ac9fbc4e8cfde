import { type Options, SourceError, type Values } from 'issuefs/source'
import { type Query, queryOf } from './listing/query.ts'
import { isoOf } from './model/time.ts'

/** The options of the Redmine plugin. */
export const options = {
  url: {
    type: 'url',
    required: true,
    env: 'REDMINE_URL',
    help: 'The address of Redmine, with its path if it has one.',
    example: 'https://redmine.acme.example',
  },
  projects: {
    type: 'list',
    env: 'REDMINE_PROJECTS',
    aliases: ['project'],
    help: 'Identifiers of the projects to show; all that the account may see if left out.',
    example: 'website,billing',
  },
  subprojects: {
    type: 'boolean',
    default: true,
    help: 'Whether the subprojects of these projects are shown too, each in a folder of its own.',
  },
  query: {
    type: 'string',
    help: 'Show only issues of a saved query (its number), or that pass filters as in an address of Redmine.',
    example: 'tracker_id=1&assigned_to_id=me',
  },
  since: {
    type: 'string',
    help: 'Show only issues updated since this day, or within this time (-90d).',
    example: '2026-01-31',
  },
  key: {
    type: 'secret',
    env: 'REDMINE_API_KEY',
    help: 'The API access key of the account (My account, right column).',
  },
  textFormat: {
    type: 'choice',
    choices: ['markdown', 'textile'],
    default: 'markdown',
    help: 'What Redmine formats texts with (Administration, Settings, General); it does not say so itself.',
  },
  recheck: {
    type: 'number',
    default: 7,
    help: 'Days within which every issue is read again, for changes that no listing shows; 0 for never.',
  },
  rate: { type: 'number', default: 20, help: 'Requests per second at most, on average.' },
} as const satisfies Options

export type RedmineOptions = Values<typeof options>
export type TextMarkup = RedmineOptions['textFormat']

/** What to show. */
export interface Selection {
  /** As given: identifiers or ids. `undefined`: all that can be seen. */
  readonly projects: readonly string[] | undefined
  readonly subprojects: boolean
  readonly query: Query | undefined
  /** Milliseconds since 1970. */
  readonly since: number | undefined
}

/** What the options select. Throws `invalid` for what cannot be meant. */
export function selectionOf(options: RedmineOptions, now = Date.now()): Selection {
  const { projects = [], subprojects, query: text, since } = options
  const names = [...new Set(projects.map(name => name.trim().toLowerCase()).filter(Boolean))]
  const wrong = names.find(name => !/^[\p{L}\p{N}_-]+$/u.test(name))
  if (wrong !== undefined) {
    const remedy = 'give --projects as in the addresses of Redmine (/projects/website), as website,billing'
    throw new SourceError('invalid', `“${wrong}” is no identifier of a project: ${remedy}.`)
  }
  const query = text?.trim() ? queryOf(text.trim()) : undefined
  if (query?.kind === 'saved' && names.length > 1) {
    throw new SourceError('invalid', 'A saved query goes with one project at most: leave out --projects or --query.')
  }
  if (query?.kind === 'filter' && names.length > 0 && query.conditions.some(({ field }) => field === 'project_id')) {
    throw new SourceError('invalid', 'Projects are named by --projects and in --query: leave out one of them.')
  }
  return {
    projects: names.length > 0 ? names : undefined,
    subprojects,
    query,
    since: since?.trim() ? startOf(since.trim(), now) : undefined,
  }
}

const SPANS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }

function startOf(since: string, now: number): number {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(since) ? Date.parse(since) : Number.NaN
  if (!Number.isNaN(day) && isoOf(day).startsWith(since)) return day
  const [, count, unit = ''] = /^-(\d{1,5})([mhdw])$/.exec(since) ?? []
  if (count !== undefined) return now - Number(count) * SPANS[unit]!
  throw new SourceError('invalid', `“${since}” is no day: give --since as 2026-01-31, or as -90d for the last 90 days.`)
}
