import { type Collection, collection, tracker } from 'issuefs/testkit'
import type { Issue } from './index.ts'

/** An issue of the tracker; the rest of it is alike. */
export const issue = (id: number, project: string, title: string): Issue => ({
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
      issues: collection<Issue>({
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
      }),
    },
    routes: {
      'GET /me': () => ({ body: { name: 'me' } }),
      'POST /issues/{id}/comments': ({ parameters, body }, { collections, now }) => {
        const made = addComment(collections.issues, parameters, 'me', (body as { text: string }).text, now())
        return made && { status: 201, body: made }
      },
    },
  })
}

/** Adds a comment to an issue, as somebody does. */
export function addComment(issues: Collection<Issue>, key: object, by: string, text: string, at: string) {
  const found = issues.find(key)
  if (!found) return undefined
  const comment = { id: found.id * 100 + found.comments.length, by, at, text }
  issues.edit(key, { comments: [...found.comments, comment] })
  return comment
}

/** `node tracker.ts` runs it, to be mounted and looked at. */
if (process.argv[1] === import.meta.filename) {
  const { url } = await startTracker('secret')
  console.log(`TEMPLATE_TOKEN=secret issuefs mount issues --plugin ./index.ts --url ${url} --write`)
}
