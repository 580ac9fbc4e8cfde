import { defineSource, documents, feedSince, json, markdownText } from 'issuefs/source'

/** An issue as the tracker gives it. */
export interface Issue {
  readonly id: number
  readonly project: string
  readonly title: string
  readonly text: string
  readonly open: boolean
  /** ISO 8601. */
  readonly changed: string
  readonly comments: readonly { readonly id: number; readonly by: string; readonly at: string; readonly text: string }[]
}

/** Where issues stand: a folder for each project. The parameters are those of each issue's key. */
const route = '{project}/{id:int}.md'

export default defineSource({
  name: 'template',
  summary: 'Issues of template.',
  /** Count it up whenever `render` changes: what is stored is then rendered again, without a request. */
  revision: 1,
  options: {
    url: { type: 'url', required: true, help: 'Address of the tracker.', example: 'https://tracker.example.com' },
    token: { type: 'secret', help: 'Access token.' },
  },
  open({ url, token }) {
    const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) }

    /** What the kernel knows an issue by. */
    const item = (issue: Issue) => ({
      route,
      key: { project: issue.project, id: issue.id },
      id: String(issue.id),
      validator: issue.changed,
      modified: issue.changed,
      entity: issue,
    })

    return {
      routes: [
        documents(route, {
          async fetch([want], call) {
            const response = await call.fetch(`${url}/issues/${want!.key.id}`, { headers, accept: [404] })
            if (response.status === 404) return [{ status: 'gone' }]
            return [{ status: 'fresh', ...item((await response.json()) as Issue) }]
          },
          render: (issue: Issue) => ({
            front: { key: issue.id, status: issue.open ? 'open' : 'closed', updated: issue.changed },
            title: issue.title,
            body: markdownText(issue.text),
            comments: issue.comments.map(({ id, by, at, text }) => ({
              id: String(id),
              author: by,
              authorId: by,
              at,
              text: markdownText(text),
            })),
            state: issue.open ? 'open' : 'closed',
          }),
          write: {
            async comment({ key, text }, call) {
              const body = JSON.stringify({ text: text.markdown })
              await call.fetch(`${url}/issues/${key.id}/comments`, { method: 'POST', headers, body })
            },
          },
        }),
      ],
      feeds: [
        feedSince('', {
          name: 'issues',
          async page(_scope, call, { since, from = '1' }) {
            const query = { page: from, since }
            const listed = await json<{ items: Issue[]; next?: string }>(call, `${url}/issues`, { headers, query })
            return { items: listed.items.map(item), next: listed.next }
          },
        }),
      ],
      async connect(call) {
        const { name } = await json<{ name: string }>(call, `${url}/me`, { headers })
        return { instance: url, account: { id: name, name } }
      },
    }
  },
})
