import { collection, tracker } from 'issuefs/testkit'

interface Note {
  readonly id: number
  readonly notebook: string
  readonly title: string
  readonly text: string
  readonly author: string
  readonly done: boolean
  readonly changed: string
}

const note = (id: number, notebook: string, title: string, done = false): Note => ({
  id,
  notebook,
  title,
  text: `Text of *${title}*.\n\n## Comments\n`,
  author: 'alice',
  done,
  changed: '2026-01-02T03:04:05Z',
})

/** The web service of the example: notebooks of notes, two on a page. */
export function startService(token: string) {
  return tracker({
    token,
    paging: { usual: 2, body: (notes, { next }) => ({ notes, ...(next && { next: Number(next) }) }) },
    collections: {
      notes: collection<Note>({
        list: '/notebooks/{notebook}',
        one: '/notes/{id}',
        changed: 'changed',
        items: [
          note(1, 'home', 'Buy milk'),
          note(2, 'home', 'Old', true),
          note(3, 'home', 'Third'),
          note(7, 'at work', 'Call Bob'),
        ],
      }),
      notebooks: collection<{ readonly name: string }>({
        list: '/notebooks',
        items: [{ name: 'home' }, { name: 'at work' }],
        brief: ({ name }) => name,
        paging: { usual: 100, body: names => names },
      }),
    },
  })
}
