import {
  type Call,
  defineSource,
  documents,
  feedSince,
  folders,
  json,
  markdownText,
  rewriteLines,
} from 'issuefs/source'

/** What is read of an issue: https://docs.gitlab.com/api/issues/ */
interface Issue {
  readonly id: number
  readonly iid: number
  readonly title: string
  readonly description: string | null
  readonly state: 'opened' | 'closed'
  readonly labels: readonly string[]
  readonly assignees: readonly { readonly username: string }[]
  readonly author: { readonly username: string }
  readonly milestone: { readonly title: string } | null
  readonly due_date: string | null
  readonly created_at: string
  readonly updated_at: string
  readonly web_url: string
  readonly user_notes_count: number
}

/** https://docs.gitlab.com/api/notes/ */
interface Note {
  readonly id: number
  readonly body: string
  readonly author: { readonly id: number; readonly username: string }
  readonly system: boolean
  readonly created_at: string
}

interface Entity {
  readonly issue: Issue
  readonly notes: readonly Note[]
}

type Place = { readonly group: string; readonly project: string }

/** A page of a listing. */
interface Listed<T> {
  readonly items: readonly T[]
  readonly next: string | undefined
}

const route = '{group}/{project}/{iid:int}.md'

/** Issues of GitLab, with their comments. They can be edited, commented on and created. */
export default defineSource({
  name: 'gitlab',
  summary: 'Issues of GitLab, with their comments.',
  revision: 1,
  options: {
    url: { type: 'url', default: 'https://gitlab.com', help: 'Address of GitLab.' },
    projects: { type: 'list', required: true, help: 'Projects with their groups.', example: 'acme/app' },
    token: { type: 'secret', help: 'Access token with the scope api, or read_api to read only.' },
  },
  open({ url, projects, token }) {
    const places = projects.map(placeOf)
    const api = `${url}/api/v4`
    const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) }
    const issuesOf = ({ group, project }: Place) =>
      `${api}/projects/${encodeURIComponent(`${group}/${project}`)}/issues`
    const send = (call: Call, method: 'POST' | 'PUT', address: string, body: object) =>
      call.fetch(address, { method, headers, body: JSON.stringify(body) })

    const item = ({ group, project }: Place, issue: Issue, notes?: readonly Note[]) => ({
      route,
      key: { group, project, iid: issue.iid },
      id: String(issue.id),
      validator: issue.updated_at,
      modified: issue.updated_at,
      entity: { issue, notes: notes ?? [] } satisfies Entity,
      ...(notes === undefined && issue.user_notes_count > 0 && { missing: ['notes'] }),
    })

    /** A page of a listing; GitLab says the number of the next one in a header. */
    async function page<T>(call: Call, address: string, query: Record<string, string>): Promise<Listed<T>> {
      const response = await call.fetch(`${address}?${new URLSearchParams({ per_page: '100', ...query })}`, { headers })
      return { items: (await response.json()) as T[], next: response.headers.get('x-next-page') || undefined }
    }

    async function everyNote(call: Call, address: string): Promise<readonly Note[]> {
      const notes: Note[] = []
      for (let at: string | undefined = '1'; at; ) {
        const listed: Listed<Note> = await page<Note>(call, `${address}/notes`, { sort: 'asc', page: at })
        notes.push(...listed.items.filter(({ system }) => !system))
        at = listed.next
      }
      return notes
    }

    const issues = documents(route, {
      async fetch([want], call) {
        const { key } = want!
        const address = `${issuesOf(key)}/${key.iid}`
        const response = await call.fetch(address, { headers, accept: [404] })
        if (response.status === 404) return [{ status: 'gone' }]
        const issue = (await response.json()) as Issue
        const notes = issue.user_notes_count > 0 ? await everyNote(call, address) : []
        return [{ status: 'fresh', ...item(key, issue, notes) }]
      },
      render: ({ issue, notes }: Entity) => ({
        front: {
          key: issue.iid,
          url: issue.web_url,
          state: issue.state,
          labels: issue.labels,
          assignees: issue.assignees.map(({ username }) => username),
          milestone: issue.milestone?.title,
          due: issue.due_date,
          author: issue.author.username,
          created: issue.created_at,
          updated: issue.updated_at,
        },
        title: issue.title,
        body: markdownText(issue.description),
        comments: notes.map(({ id, author, created_at, body }) => ({
          id: String(id),
          author: author.username,
          authorId: String(author.id),
          at: created_at,
          text: markdownText(body),
        })),
        created: issue.created_at,
        state: issue.state === 'closed' ? 'closed' : 'open',
      }),
      write: {
        texts: ['title', 'body', 'comments'],
        fields: async () => [
          { name: 'state', kind: 'choice', values: ['opened', 'closed'] },
          { name: 'labels', kind: 'text', many: true, note: 'A label that the project does not have is made.' },
          { name: 'due', kind: 'date' },
        ],
        async update({ key, entity, fields, title, body, comments }, call) {
          const address = `${issuesOf(key)}/${key.iid}`
          const field = (name: string) => fields.find(each => each.name === name)
          const [state, labels, due] = [field('state'), field('labels'), field('due')]
          const change = {
            ...(title !== undefined && { title }),
            ...(body && { description: rewritten(body.markdown, entity.issue.description) }),
            ...(state && { state_event: state.to === 'closed' ? 'close' : 'reopen' }),
            ...(labels && { add_labels: labels.added.join(','), remove_labels: labels.removed.join(',') }),
            ...(due && { due_date: due.to ?? '' }),
          }
          if (Object.keys(change).length > 0) await send(call, 'PUT', address, change)
          for (const { id, text } of comments) {
            const before = entity.notes.find(note => String(note.id) === id)?.body
            await send(call, 'PUT', `${address}/notes/${id}`, { body: rewritten(text.markdown, before) })
          }
        },
        async comment({ key, text }, call) {
          await send(call, 'POST', `${issuesOf(key)}/${key.iid}/notes`, { body: text.markdown })
        },
        async create({ scope, title, fields, body }, call) {
          const labels = [fields.labels ?? []].flat().join(',')
          const description = body?.markdown ?? ''
          const made = await send(call, 'POST', issuesOf(scope), { title, description, labels, due_date: fields.due })
          const { id, iid } = (await made.json()) as Issue
          return { id: String(id), key: { ...scope, iid } }
        },
        async findCreated({ scope, title, since }, call) {
          const query = { scope: 'created_by_me', created_after: since, search: title, in: 'title' }
          const { items } = await page<Issue>(call, issuesOf(scope), query)
          const found = items.find(issue => issue.title === title)
          return found && { id: String(found.id), key: { ...scope, iid: found.iid } }
        },
      },
    })

    return {
      routes: [
        folders('{group}', {
          list: async () => ({
            items: [...new Set(places.map(({ group }) => group))].map(group => ({ key: { group }, id: group })),
          }),
        }),
        folders('{group}/{project}', {
          list: async ({ group }) => ({
            items: places.filter(place => place.group === group).map(key => ({ key, id: `${group}/${key.project}` })),
          }),
        }),
        issues,
      ],
      feeds: [
        feedSince('{group}/{project}', {
          name: 'issues',
          async page(scope, call, { since, from = '1' }) {
            const query = { scope: 'all', order_by: 'updated_at', page: from, ...(since && { updated_after: since }) }
            const { items, next } = await page<Issue>(call, issuesOf(scope), query)
            return { items: items.map(issue => item(scope, issue)), next }
          },
        }),
      ],
      async connect(call) {
        if (token === undefined) return { instance: url }
        const { id, username } = await json<{ id: number; username: string }>(call, `${api}/user`, { headers })
        return { instance: url, account: { id: String(id), name: username } }
      },
    }
  },
})

/** Groups may be in groups: the last part is the project. */
function placeOf(name: string): Place {
  const at = name.lastIndexOf('/')
  return { group: name.slice(0, at), project: name.slice(at + 1) }
}

/** Keeps the line ends that GitLab has. */
function rewritten(markdown: string, before: string | null | undefined): string {
  return before ? rewriteLines(before, before.replaceAll('\r\n', '\n').trim(), markdown) : markdown
}
