import type { Call } from 'issuefs/source'
import { callAdapter } from './client/adapter.ts'
import { type Send, writingRequests } from './client/writing.ts'
import type { Credentials } from './credentials.ts'
import type { RawIssue } from './model/issue.ts'
import type { Flavour } from './options.ts'

/** One page of a search of Jira Cloud. */
export interface TokenPage {
  readonly issues?: readonly RawIssue[]
  readonly nextPageToken?: string | null
  readonly isLast?: boolean
}

/** One page of anything that is counted. Every number may be missing. */
export interface CountedPage {
  readonly startAt?: number
  readonly maxResults?: number
  readonly total?: number
  readonly isLast?: boolean
  readonly issues?: readonly RawIssue[]
  readonly values?: readonly unknown[]
  readonly comments?: readonly unknown[]
}

/** The requests that this plugin makes. Answers are as Jira sends them: nothing in them is promised. */
export type JiraClient = Awaited<ReturnType<typeof connectClient>>

/** jira.js, bound to one call. The only file that knows it. */
export async function connectClient(url: string, credentials: Credentials, flavour: Flavour, call: Call) {
  const clients = await clientsOf(url, credentials, call)
  const isCloud = flavour === 'cloud'
  const send: Send = (method, path, { query, body } = {}) =>
    ask(
      (isCloud ? clients.cloud : clients.server).sendRequest(
        { url: path, method, params: query, data: body },
        undefined as never,
      ),
    )
  return {
    flavour,
    ...writingRequests(send, flavour),
    myself: () => ask(isCloud ? clients.cloud.myself.getCurrentUser() : clients.server.myself.getCurrentUser()),
    fields: () => ask((isCloud ? clients.cloud : clients.server).issueFields.getFields()),
    project: (key: string) => {
      const id = encodeURIComponent(key)
      return ask(isCloud ? clients.cloud.projects.getProject(id) : clients.server.projects.getProject(id))
    },
    /** A page of projects (Cloud). */
    projectPage: (startAt: number) =>
      ask<CountedPage>(clients.cloud.projects.searchProjects({ startAt, maxResults: 50, orderBy: 'key' })),
    /** All projects in one answer (Data Center). */
    allProjects: () =>
      ask<readonly unknown[]>(
        clients.server.sendRequest({ url: '/rest/api/2/project', method: 'GET' }, undefined as never),
      ),
    issue: (idOrKey: string, fields: readonly string[], expand?: string) => {
      const query = { issueIdOrKey: encodeURIComponent(idOrKey), fields: [...fields], ...(expand && { expand }) }
      return ask<RawIssue & { readonly changelog?: unknown }>(
        isCloud ? clients.cloud.issues.getIssue(query) : clients.server.issues.getIssue(query),
      )
    },
    /** Up to 100 issues at once (Cloud). Those that cannot be seen are left out of the answer. */
    bulkFetch: (issueIdsOrKeys: readonly string[], fields: readonly string[]) =>
      ask<{ readonly issues?: readonly RawIssue[] }>(
        clients.cloud.issues.bulkFetchIssues({ issueIdsOrKeys: [...issueIdsOrKeys], fields: [...fields] }),
      ),
    /** Search by token (Cloud). */
    searchByToken: ({ jql, fields, maxResults, token, reconcile = [] }: TokenQuery) =>
      ask<TokenPage>(
        clients.cloud.issueSearch.searchForIssuesUsingJqlEnhancedSearchPost({
          jql,
          fields: [...fields],
          maxResults,
          ...(token !== undefined && { nextPageToken: token }),
          ...(reconcile.length > 0 && { reconcileIssues: [...reconcile] }),
        }),
      ),
    /** Search by offset (Data Center). */
    searchByOffset: (query: OffsetQuery) =>
      ask<CountedPage>(clients.server.issueSearch.searchForIssuesUsingJqlPost({ ...query, fields: [...query.fields] })),
    /** Comments from an offset on, oldest first. */
    comments: (id: string, startAt: number) => {
      const query = { issueIdOrKey: encodeURIComponent(id), startAt, maxResults: 1000, orderBy: 'created' as const }
      return ask<CountedPage>(
        isCloud ? clients.cloud.issueComments.getComments(query) : clients.server.issueComments.getComments(query),
      )
    },
    /** Changes from an offset on, oldest first (Cloud). */
    changelog: (idOrKey: string, startAt: number) =>
      ask<CountedPage>(
        clients.cloud.issues.getChangeLogs({ issueIdOrKey: encodeURIComponent(idOrKey), startAt, maxResults: 1000 }),
      ),
  }
}

/** What the server says of itself, also to those who do not know its flavour yet. */
export async function serverInfo(url: string, credentials: Credentials, call: Call): Promise<unknown> {
  const { server } = await clientsOf(url, credentials, call)
  return ask(server.serverInfo.getServerInfo())
}

/**
 * `cloud` stands for `/rest/api/3`, `server` for `/rest/api/2`, the only one that Data Center has. Each is made when it is
 * first used: that takes as long as a small request computes.
 */
async function clientsOf(url: string, credentials: Credentials, call: Call) {
  const { Version2Client, Version3Client } = await import('jira.js')
  const adapter = callAdapter(call, { site: url, remedy: credentials.remedy })
  const config = { host: url, baseRequestConfig: { adapter }, ...authenticationOf(credentials) }
  let cloud: InstanceType<typeof Version3Client> | undefined
  let server: InstanceType<typeof Version2Client> | undefined
  return {
    get cloud() {
      cloud ??= new Version3Client(config)
      return cloud
    },
    get server() {
      server ??= new Version2Client(config)
      return server
    },
  }
}

function authenticationOf(credentials: Credentials) {
  switch (credentials.kind) {
    case 'basic':
      return { authentication: { basic: { email: credentials.name, apiToken: credentials.secret } } }
    case 'bearer':
      return { authentication: { oauth2: { accessToken: credentials.token } } }
    case 'anonymous':
      return {}
  }
}

export interface TokenQuery {
  readonly jql: string
  readonly fields: readonly string[]
  readonly maxResults: number
  readonly token?: string
  /** Ids of issues just written, which the index may not have yet; at most 50, the same on every page. */
  readonly reconcile?: readonly number[]
}

export interface OffsetQuery {
  readonly jql: string
  readonly fields: readonly string[]
  readonly startAt: number
  readonly maxResults: number
}

/** jira.js wraps what the adapter throws into an exception of its own: taken off again. */
async function ask<T = unknown>(answer: Promise<unknown>): Promise<T> {
  try {
    return (await answer) as T
  } catch (thrown) {
    const inner = thrown instanceof Error && 'response' in thrown ? thrown.response : undefined
    throw inner instanceof Error ? inner : thrown
  }
}
