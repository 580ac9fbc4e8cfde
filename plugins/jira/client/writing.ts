import type { RawIssue } from '../model/issue.ts'
import type { Flavour } from '../options.ts'

/** Sends one request; `path` from the root of the site. */
export type Send = <T = unknown>(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  more?: { readonly query?: Readonly<Record<string, unknown>>; readonly body?: unknown },
) => Promise<T>

/** The body of an edit, a creation or a transition. */
export interface IssueInput {
  readonly fields?: Readonly<Record<string, unknown>>
  /** Verbs by field: `{ labels: [{ add: 'x' }] }`. A field stands in one of the two. */
  readonly update?: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>
  readonly properties?: readonly Property[]
}

/** A value kept with an issue or a comment, which no person sees. */
export interface Property {
  readonly key: string
  readonly value: unknown
}

/** Of whom a user search asks. */
export interface UserQuery {
  readonly text?: string
  /** Cloud. */
  readonly accountId?: string
  /** Only who can be assigned this issue, or issues of this project. @default everybody */
  readonly assignable?: { readonly issueKey: string } | { readonly project: string }
}

/** A link as it is made: `inward` is the issue that shows the outward words (`blocks`). */
export interface NewLink {
  readonly type: { readonly id: string; readonly name: string }
  readonly inward: string
  readonly outward: string
}

/** Most entries of one page of what can be written. */
const PAGE = 200

/** The requests that writing needs, which are the same for Cloud and Data Center. */
export function writingRequests(send: Send, flavour: Flavour) {
  const api = flavour === 'cloud' ? '/rest/api/3' : '/rest/api/2'
  const agile = '/rest/agile/1.0'
  const issue = (idOrKey: string) => `${api}/issue/${encodeURIComponent(idOrKey)}`
  const types = (project: string) => `${api}/issue/createmeta/${encodeURIComponent(project)}/issuetypes`
  const page = (startAt: number) => ({ query: { startAt, maxResults: PAGE } })
  return {
    editMeta: (id: string) => send('GET', `${issue(id)}/editmeta`),
    createTypes: (project: string, startAt: number) => send('GET', types(project), page(startAt)),
    createFields: (project: string, type: string, startAt: number) =>
      send('GET', `${types(project)}/${encodeURIComponent(type)}`, page(startAt)),
    statuses: (project: string) => send('GET', `${api}/project/${encodeURIComponent(project)}/statuses`),
    resolutions: () => send('GET', `${api}/resolution`),
    linkTypes: () => send('GET', `${api}/issueLinkType`),
    transitions: (id: string) => send('GET', `${issue(id)}/transitions`, { query: { expand: 'transitions.fields' } }),
    users: ({ text, accountId, assignable }: UserQuery) => {
      const word = flavour === 'cloud' ? { query: text } : { username: text }
      const query = { ...(accountId === undefined ? word : { accountId }), ...assignable, maxResults: 100 }
      return send('GET', `${api}/user/${assignable ? 'assignable/' : ''}search`, { query })
    },
    boards: (project: string, startAt: number) =>
      send('GET', `${agile}/board`, { query: { projectKeyOrId: project, startAt } }),
    openSprints: (board: string, startAt: number) =>
      send('GET', `${agile}/board/${encodeURIComponent(board)}/sprint`, { query: { state: 'active,future', startAt } }),
    issueProperty: (id: string, key: string) => send('GET', `${issue(id)}/properties/${encodeURIComponent(key)}`),

    create: (body: IssueInput) => send<RawIssue>('POST', `${api}/issue`, { body }),
    edit: (id: string, body: IssueInput) => send('PUT', issue(id), { body }),
    remove: (id: string) => send('DELETE', issue(id)),
    take: (id: string, transition: string, fields: Readonly<Record<string, unknown>>) =>
      send('POST', `${issue(id)}/transitions`, { body: { transition: { id: transition }, fields } }),
    /** Comments with their properties, by id (Cloud). */
    commentProperties: (ids: readonly string[]) =>
      send<{ readonly values?: readonly unknown[] }>('POST', `${api}/comment/list`, {
        query: { expand: 'properties' },
        body: { ids: ids.map(Number) },
      }),
    addComment: (id: string, body: unknown, properties: readonly Property[]) =>
      send('POST', `${issue(id)}/comment`, { body: { body, ...(properties.length > 0 && { properties }) } }),
    /** Without its `visibility`, a comment for some would be one for all. */
    editComment: (id: string, comment: string, body: unknown, visibility: unknown) =>
      send('PUT', `${issue(id)}/comment/${encodeURIComponent(comment)}`, { body: { body, visibility } }),
    /** A link that is there already is no error, and not made twice. */
    link: ({ type, inward, outward }: NewLink) =>
      send('POST', `${api}/issueLink`, {
        body: {
          // Data Center has names documented, and nothing else.
          type: flavour === 'cloud' ? { id: type.id } : { name: type.name },
          inwardIssue: { key: inward },
          outwardIssue: { key: outward },
        },
      }),
    unlink: (link: string) => send('DELETE', `${api}/issueLink/${encodeURIComponent(link)}`),
    /** Into a sprint that is not closed, out of every other one that is not. */
    toSprint: (sprint: number, key: string) =>
      send('POST', `${agile}/sprint/${sprint}/issue`, { body: { issues: [key] } }),
    toBacklog: (key: string) => send('POST', `${agile}/backlog/issue`, { body: { issues: [key] } }),
  }
}
