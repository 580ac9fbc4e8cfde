import { type Options, SourceError, type Values } from 'issuefs/source'
import { isProjectKey } from './model/key.ts'

/** The options of the Jira plugin. */
export const options = {
  url: {
    type: 'url',
    required: true,
    env: 'JIRA_URL',
    help: 'The address of Jira, with its path if it has one.',
    example: 'https://acme.atlassian.net',
  },
  projects: {
    type: 'list',
    env: 'JIRA_PROJECTS',
    aliases: ['project'],
    help: 'Keys of the projects to show; all that the account may see if left out.',
    example: 'PROJ,OPS',
  },
  jql: {
    type: 'string',
    aliases: ['query'],
    help: 'Show only issues that this JQL finds.',
    example: 'assignee = currentUser()',
  },
  since: {
    type: 'string',
    help: 'Show only issues updated since this day, or within this time (-90d).',
    example: '2026-01-31',
  },
  email: {
    type: 'string',
    env: 'JIRA_EMAIL',
    help: 'The e-mail address of the account that the API token of Jira Cloud belongs to.',
  },
  token: {
    type: 'secret',
    env: 'JIRA_TOKEN',
    help: 'An API token of Jira Cloud (with the e-mail), or a personal access token of Jira Data Center (without).',
  },
  user: { type: 'string', env: 'JIRA_USER', help: 'The user name, for Jira Data Center with a password.' },
  password: { type: 'secret', env: 'JIRA_PASSWORD', help: 'The password of that user.' },
  flavour: {
    type: 'choice',
    choices: ['auto', 'cloud', 'data-center'],
    default: 'auto',
    help: 'What kind of Jira it is; asked from the server if left out.',
  },
  rate: { type: 'number', default: 10, help: 'Requests per second at most, on average.' },
} as const satisfies Options

export type JiraOptions = Values<typeof options>

/** Jira Cloud (REST v3, ADF) or Jira Server and Data Center (REST v2, wiki markup). */
export type Flavour = 'cloud' | 'data-center'

/** What to show, as JQL is made of it. */
export interface Selection {
  /** `undefined`: all that can be seen. */
  readonly projects: readonly string[] | undefined
  readonly jql: string | undefined
  /** `2026-01-31` or `-90d`. */
  readonly since: string | undefined
}

/** What the options select. Throws `invalid` for a day or a project key that cannot be one. */
export function selectionOf({ projects = [], jql, since }: JiraOptions): Selection {
  const keys = [...new Set(projects.map(key => key.trim().toUpperCase()).filter(Boolean))]
  const wrong = keys.find(key => !isProjectKey(key))
  if (wrong !== undefined) {
    throw new SourceError('invalid', `“${wrong}” is no key of a project: give --projects as PROJ,OPS.`)
  }
  return {
    projects: keys.length > 0 ? keys : undefined,
    jql: jql?.trim() || undefined,
    since: since && day(since.trim()),
  }
}

function day(since: string): string {
  const date = /^(\d{4}-\d{2}-\d{2})(?:[T ].*)?$/.exec(since)?.[1]
  if (date !== undefined && !Number.isNaN(Date.parse(date))) return date
  if (/^-\d+[mhdw]$/.test(since)) return since
  throw new SourceError('invalid', `“${since}” is no day: give --since as 2026-01-31, or as -90d for the last 90 days.`)
}
