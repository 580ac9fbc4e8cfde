import { type Collection, collection, tracker } from 'issuefs/testkit'

interface Issue {
  readonly id: number
  readonly iid: number
  readonly project: string
  readonly title: string
  readonly description: string
  readonly state: string
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

interface Note {
  readonly id: number
  readonly project: string
  readonly iid: number
  readonly body: string
  readonly author: { readonly id: number; readonly username: string }
  readonly system: boolean
  readonly created_at: string
}

const issue = (iid: number, change: Partial<Issue> = {}): Issue => ({
  id: 1000 + iid,
  iid,
  project: 'acme/tools/app',
  title: `Issue ${iid}`,
  description: 'What happened,\r\nand what should have.',
  state: 'opened',
  labels: ['bug'],
  assignees: [{ username: 'alice' }],
  author: { username: 'bob' },
  milestone: null,
  due_date: null,
  created_at: '2026-01-01T00:00:00.000Z',
  updated_at: `2026-01-02T00:00:0${iid}.000Z`,
  web_url: `https://gitlab.example.com/acme/tools/app/-/issues/${iid}`,
  user_notes_count: 0,
  ...change,
})

const me = { id: 7, username: 'me' }

const note = (id: number, body: string, system = false): Note => ({
  id,
  project: 'acme/tools/app',
  iid: 1,
  body,
  author: me,
  system,
  created_at: '2026-01-02T00:00:00.000Z',
})

/** A project of GitLab as its REST API shows it: two on a page at most, and notes beside the issues. */
export function startGitlab(token: string) {
  return tracker({
    token,
    paging: {
      size: 'per_page',
      most: 2,
      body: items => items,
      headers: ({ next = '', total }) => ({ 'x-next-page': next, 'x-total': String(total) }),
    },
    collections: {
      issues: collection<Issue>({
        list: '/api/v4/projects/{project}/issues',
        one: '/api/v4/projects/{project}/issues/{iid}',
        changed: 'updated_at',
        since: 'updated_after',
        matches: ({ title }, query) => title.includes(query.get('search') ?? ''),
        items: [issue(1, { user_notes_count: 3 }), issue(2, { state: 'closed' }), issue(3), issue(4), issue(5)],
        make: ({ title, description, labels }, { number, at }) =>
          issue(number, {
            title: String(title),
            description: String(description),
            labels: String(labels).split(',').filter(Boolean),
            created_at: at,
            updated_at: at,
          }),
      }),
      notes: collection<Note>({
        list: '/api/v4/projects/{project}/issues/{iid}/notes',
        one: '/api/v4/projects/{project}/issues/{iid}/notes/{id}',
        items: [note(1, 'First'), note(2, 'added ~bug', true), note(3, 'Second'), note(4, 'Third')],
        editable: ['body'],
      }),
    },
    routes: {
      'GET /api/v4/user': () => ({ body: me }),
      'PUT /api/v4/projects/{project}/issues/{iid}': ({ parameters, body }, { collections }) => {
        const found = collections.issues.find({ iid: Number(parameters.iid) })
        if (!found) return undefined
        const { state_event, add_labels = '', remove_labels = '', ...rest } = body as Record<string, string>
        const taken = remove_labels.split(',')
        const labels = [...new Set([...found.labels, ...add_labels.split(',').filter(Boolean)])]
        const state = state_event === undefined ? found.state : state_event === 'close' ? 'closed' : 'opened'
        const change = { ...rest, state, labels: labels.filter(label => !taken.includes(label)) }
        collections.issues.edit({ iid: found.iid }, change)
        return { body: collections.issues.find({ iid: found.iid }) }
      },
      'POST /api/v4/projects/{project}/issues/{iid}/notes': ({ parameters, body }, { collections }) => {
        const found = collections.issues.find({ iid: Number(parameters.iid) })
        if (!found) return undefined
        return { status: 201, body: addNote(collections, found.iid, (body as { body: string }).body, me) }
      },
    },
  })
}

/** Adds a note to an issue, as somebody does. */
export function addNote(
  { issues, notes }: { readonly issues: Collection<Issue>; readonly notes: Collection<Note> },
  iid: number,
  body: string,
  author = { id: 8, username: 'otto' },
): Note {
  const made = notes.add({ ...note(notes.all().length + 1, body), iid, author })
  issues.edit({ iid }, { user_notes_count: notes.all().filter(each => each.iid === iid).length })
  return made
}
