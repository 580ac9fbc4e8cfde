import { type Call, defineSource, documents, everyPage, feedSince, json, markdownText } from 'issuefs/source'

/** A comment as Nimbus gives it. */
export interface Comment {
  readonly uid: string
  readonly author: string
  readonly body: string
  readonly created_at: string
}

/** An issue as Nimbus gives it, and what else is kept of it. */
export interface Issue {
  readonly uid: string
  readonly project: string
  readonly number: number
  readonly summary: string
  readonly description: string
  readonly state: 'open' | 'active' | 'done'
  readonly priority: string
  readonly tags: readonly string[]
  readonly reporter: string
  readonly assignee: string | null
  readonly created_at: string
  readonly changed_at: string
  readonly comment_count: number
  /** Asked for apart. */
  readonly comments?: readonly Comment[]
  readonly etag?: string | null
}

/** Where issues stand: a folder for each project. The parameters are those of each issue's key. */
const route = '{project}/{number:int}.md'

export default defineSource({
  name: 'nimbus',
  summary: 'Issues of Nimbus.',
  /** Count it up whenever `render` changes: what is stored is then rendered again, without a request. */
  revision: 1,
  options: {
    url: { type: 'url', default: 'https://nimbus.example.com', help: 'Address of Nimbus.' },
    token: { type: 'secret', required: true, help: 'Access token.' },
  },
  open({ url, token }) {
    const api = `${url}/api/2`
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }

    /** What the kernel knows an issue by. */
    const item = (issue: Issue) => ({
      route,
      key: { project: issue.project, number: issue.number },
      id: issue.uid,
      validator: issue.changed_at,
      modified: issue.changed_at,
      entity: issue,
      ...(!issue.comments && issue.comment_count > 0 && { missing: ['comments'] }),
    })

    const commentsOf = (uid: string, call: Call) =>
      everyPage(async after => {
        const address = `${api}/issues/${uid}/comments`
        const page = await json<{ comments: Comment[]; after?: string }>(call, address, { headers, query: { after } })
        return { items: page.comments, next: page.after }
      })

    return {
      routes: [
        documents(route, {
          async fetch([want], call) {
            const { id, key, validator, entity } = want!
            const etag = validator && entity?.etag
            const response = await call.fetch(`${api}/issues/${id ?? `${key.project}-${key.number}`}`, {
              headers: { ...headers, ...(etag && { 'if-none-match': etag }) },
              accept: [403, 404],
            })
            if (response.status === 304) return [{ status: 'unchanged' }]
            if (response.status === 403) return [{ status: 'denied' }]
            if (response.status === 404) return [{ status: 'gone' }]
            const issue = (await response.json()) as Issue
            const comments = issue.comment_count > 0 ? await commentsOf(issue.uid, call) : []
            return [{ status: 'fresh', ...item({ ...issue, comments, etag: response.headers.get('etag') }) }]
          },
          render: (issue: Issue) => ({
            front: {
              key: `${issue.project}-${issue.number}`,
              status: issue.state,
              priority: issue.priority,
              tags: issue.tags,
              reporter: issue.reporter,
              assignee: issue.assignee,
              created: issue.created_at,
              updated: issue.changed_at,
            },
            title: issue.summary,
            body: markdownText(issue.description),
            comments: (issue.comments ?? []).map(({ uid, author, created_at, body }) => ({
              id: uid,
              author,
              authorId: author,
              at: created_at,
              text: markdownText(body),
            })),
            state: issue.state === 'done' ? 'closed' : 'open',
          }),
          write: {
            async comment({ id, text }, call) {
              const body = JSON.stringify({ body: text.markdown })
              await call.fetch(`${api}/issues/${id}/comments`, { method: 'POST', headers, body })
            },
          },
        }),
      ],
      feeds: [
        feedSince('', {
          name: 'issues',
          async page(_scope, call, { since, from }) {
            const query = { changed_since: since, after: from }
            const listed = await json<{ issues: Issue[]; after?: string }>(call, `${api}/issues`, { headers, query })
            return { items: listed.issues.map(item), next: listed.after }
          },
        }),
      ],
      /** 600 requests in a minute. */
      limits: [{ name: 'api', rate: 10, burst: 60 }],
      async connect(call) {
        const { login } = await json<{ login: string }>(call, `${api}/me`, { headers })
        return { instance: url, account: { id: login, name: login } }
      },
    }
  },
})
