import { type Options, SourceError, type Values } from 'issuefs/source'

/** The options of the GitHub plugin. */
export const options = {
  repos: {
    type: 'list',
    env: 'GITHUB_REPOS',
    aliases: ['repo'],
    help: 'Repositories to show.',
    example: 'acme/app,acme/web',
  },
  owner: {
    type: 'string',
    env: 'GITHUB_OWNER',
    help: 'Show every repository of this user or organization that the token may see.',
    example: 'acme',
  },
  query: {
    type: 'string',
    aliases: ['search'],
    help: 'Show only issues and pull requests that this search finds, within --repos or --owner if they are given.',
    example: 'is:open assignee:@me',
  },
  since: {
    type: 'string',
    help: 'Show only what was updated since this day, or within this time (-90d).',
    example: '2026-01-31',
  },
  url: {
    type: 'url',
    default: 'https://api.github.com',
    env: 'GITHUB_API_URL',
    help: 'The address of GitHub Enterprise Server; left out, GitHub itself.',
    example: 'https://github.acme.example',
  },
  token: {
    type: 'secret',
    env: 'GITHUB_TOKEN',
    help: 'A personal access token that may read the issues, or what “gh auth token” prints (as tokenCommand).',
  },
  rate: { type: 'number', default: 10, help: 'Requests per second at most, on average.' },
} as const satisfies Options

export type GitHubOptions = Values<typeof options>

/** A repository as it was named in the options, or as GitHub names it. */
export interface Repository {
  readonly owner: string
  readonly repo: string
}

/** What to show. */
export interface Selection {
  readonly repos: readonly Repository[]
  readonly owner: string | undefined
  /** Without `sort:`. */
  readonly query: string | undefined
  /** `2026-01-31T00:00:00Z` or `-90d`. */
  readonly since: string | undefined
}

/** What the options select. Throws `invalid`, with the remedy, for what cannot be. */
export function selectionOf(values: GitHubOptions): Selection {
  const repos = [...new Set((values.repos ?? []).map(name => name.trim()).filter(Boolean))].map(repositoryOf)
  const owner = values.owner?.trim() || undefined
  if (owner !== undefined && !isOwner(owner))
    throw wrong(`“${owner}” is no user or organization`, 'give --owner as acme')
  const query = values.query?.trim() || undefined
  if (repos.length === 0 && owner === undefined && query === undefined) {
    throw wrong('Nothing is selected', 'give --repos acme/app, --owner acme, or --query "is:open assignee:@me"')
  }
  const since = values.since && sinceOf(values.since.trim())
  return { repos, owner, query: query && withoutOrder(query), since: since || undefined }
}

/** The moment that `since` names, as ISO 8601 in UTC, seen from `now` (milliseconds). */
export function moment(since: string, now: number): string {
  const [, count, unit = 'd'] = /^-(\d+)([hdw])$/.exec(since) ?? []
  if (count === undefined) return since
  const hours = { h: 1, d: 24, w: 168 }[unit] ?? 24
  return `${new Date(now - Number(count) * hours * 3_600_000).toISOString().slice(0, 19)}Z`
}

function repositoryOf(name: string): Repository {
  const [owner = '', repo = '', ...more] = name.split('/')
  if (isOwner(owner) && isRepository(repo) && more.length === 0) return { owner, repo }
  throw wrong(`“${name}” is no repository`, 'give --repos as acme/app,acme/web')
}

export function isOwner(name: string): boolean {
  return /^[A-Za-z0-9_](?:[A-Za-z0-9_-]*)$/.test(name)
}

export function isRepository(name: string): boolean {
  return /^[\w.-]+$/.test(name) && name !== '.' && name !== '..'
}

/** What a search finds does not depend on its order, which is ours. */
export function withoutOrder(query: string): string {
  return query.replaceAll(/(^|\s)sort:\S+/g, ' ').trim()
}

function sinceOf(since: string): string {
  if (/^-\d+[hdw]$/.test(since)) return since
  const date = /^(\d{4}-\d{2}-\d{2})(?:[T ].*)?$/.exec(since)?.[1]
  if (date !== undefined && !Number.isNaN(Date.parse(date))) return `${date}T00:00:00Z`
  throw wrong(`“${since}” is no day`, 'give --since as 2026-01-31, or as -90d for the last 90 days')
}

function wrong(what: string, remedy: string): SourceError {
  return new SourceError('invalid', `${what}: ${remedy}.`)
}
