import { type Collection, collection, tracker } from 'issuefs/testkit'
import type { Comment, Issue } from './index.ts'

type StoredComment = Comment & { readonly issue: string }

/** An issue of Nimbus; the rest of it is alike. */
export const issue = (number: number, project: string, summary: string): Issue => ({
  uid: `i-${number}`,
  project,
  number,
  summary,
  description: 'Open the *list*, filter, go back.',
  state: number === 3 ? 'done' : 'open',
  priority: 'high',
  tags: ['search'],
  reporter: 'ana',
  assignee: null,
  created_at: '2026-03-01T08:00:00Z',
  changed_at: `2026-03-0${number}T09:30:00Z`,
  comment_count: 0,
})

/** A tracker to run the plugin against: five issues, two on a page. `mia` is who the token belongs to. */
export function startTracker(token: string) {
  return tracker({
    token,
    paging: { usual: 2, by: 'cursor', at: 'after' },
    collections: {
      issues: collection<Issue>({
        list: '/api/2/issues',
        one: '/api/2/issues/{uid}',
        changed: 'changed_at',
        since: 'changed_since',
        paging: { body: (issues, { next }) => ({ issues, after: next }) },
        items: [
          issue(1, 'WEB', 'Search forgets its filter'),
          issue(2, 'WEB', 'Typo on the start page'),
          issue(3, 'WEB', 'Slow on Mondays'),
          issue(4, 'APP', 'No icon'),
          issue(5, 'APP', 'Dark mode'),
        ],
      }),
      comments: collection<StoredComment>({
        list: '/api/2/issues/{issue}/comments',
        paging: { body: (comments, { next }) => ({ comments, after: next }) },
      }),
    },
    routes: {
      'GET /api/2/me': () => ({ body: { uid: 'u-9', login: 'mia' } }),
      'POST /api/2/issues/{uid}/comments': ({ parameters, body }, { collections, now }) => {
        const made = addComment(collections, parameters, 'mia', (body as { body: string }).body, now())
        return made && { status: 201, body: made }
      },
    },
  })
}

/** Adds a comment to an issue, as somebody does. */
export function addComment(
  { issues, comments }: { readonly issues: Collection<Issue>; readonly comments: Collection<StoredComment> },
  key: object,
  author: string,
  body: string,
  created_at: string,
) {
  const found = issues.find(key)
  if (!found) return undefined
  issues.edit(key, { comment_count: found.comment_count + 1 })
  return comments.add({ uid: `c-${comments.all().length + 1}`, issue: found.uid, author, body, created_at })
}

/** `node tracker.ts` runs it, to be mounted and looked at. */
if (process.argv[1] === import.meta.filename) {
  const { url } = await startTracker('secret')
  console.log(`NIMBUS_TOKEN=secret issuefs mount issues --plugin ./index.ts --url ${url} --write`)
}
