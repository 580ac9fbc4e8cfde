import { type CollectionDescription, tracker } from 'issuefs/testkit'

interface Issue {
  readonly id: number
  readonly project: string
  readonly title: string
  readonly text: string
  readonly open: boolean
  readonly changed: string
  readonly comments: readonly { readonly id: number; readonly by: string; readonly at: string; readonly text: string }[]
}

const issue = (id: number, project: string, title: string): Issue => ({
  id,
  project,
  title,
  text: 'What happened, and *what should have*.',
  open: id % 2 === 1,
  changed: `2026-01-0${id}T03:04:05Z`,
  comments: id === 1 ? [{ id: 1, by: 'alice', at: '2026-01-01T09:00:00Z', text: 'I see it too.' }] : [],
})

/** A tracker to run the plugin against: five issues, two on a page. `me` is who the token belongs to. */
export function startTracker(token: string) {
  return tracker({
    token,
    paging: { usual: 2 },
    collections: {
      issues: {
        list: '/issues',
        one: '/issues/{id}',
        changed: 'changed',
        items: [
          issue(1, 'app', 'Login does nothing'),
          issue(2, 'app', 'Typo on the start page'),
          issue(3, 'app', 'Slow on Mondays'),
          issue(4, 'site', 'No favicon'),
          issue(5, 'site', 'Dark mode'),
        ],
      } satisfies CollectionDescription<Issue>,
    },
    routes: {
      'GET /me': () => ({ body: { name: 'me' } }),
      'POST /issues/{id}/comments': ({ parameters, body }, { collections, log, now }) => {
        const found = collections.issues.find({ id: Number(parameters.id) })
        if (!found) return undefined
        const { text } = body as { text: string }
        const comment = { id: log.length + 100, by: 'me', at: now(), text }
        collections.issues.edit({ id: found.id }, { comments: [...found.comments, comment] })
        return { status: 201, body: comment }
      },
    },
  })
}
