import { defineSource, documents, folders, markdownText } from 'issuefs/source'

interface Note {
  readonly id: number
  readonly title: string
  readonly text: string
  readonly author: string
  readonly done: boolean
  readonly changed: string
}

export default defineSource({
  name: 'notes',
  summary: 'Notes of a small web service, by notebook.',
  revision: 1,
  options: {
    url: { type: 'url', required: true, help: 'Address of the service.', example: 'http://localhost:8080' },
    token: { type: 'secret', help: 'Access token of the service.' },
  },
  open({ url, token }) {
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` }
    const item = (notebook: string, note: Note) => ({
      key: { notebook, id: note.id },
      id: String(note.id),
      validator: note.changed,
      modified: note.changed,
      entity: note,
    })
    return [
      folders('{notebook}', {
        async list(_scope, call) {
          const names = (await (await call.fetch(`${url}/notebooks`, { headers })).json()) as string[]
          return { items: names.map(notebook => ({ key: { notebook }, id: notebook })) }
        },
      }),
      documents('{notebook}/{id:int}.md', {
        async list({ notebook }, call, page = '1') {
          const response = await call.fetch(`${url}/notebooks/${encodeURIComponent(notebook)}?page=${page}`, {
            headers,
          })
          const { notes, next } = (await response.json()) as { notes: Note[]; next?: number }
          return { items: notes.map(note => item(notebook, note)), ...(next ? { next: String(next) } : {}) }
        },
        async fetch([want], call) {
          const response = await call.fetch(`${url}/notes/${want!.key.id}`, { headers, accept: [404] })
          if (response.status === 404) return [{ status: 'gone' }]
          return [{ status: 'fresh', ...item(want!.key.notebook, (await response.json()) as Note) }]
        },
        render: (note: Note) => ({
          front: { key: note.id, status: note.done ? 'done' : 'open', author: note.author, updated: note.changed },
          title: note.title,
          body: markdownText(note.text),
          state: note.done ? 'closed' : 'open',
        }),
      }),
    ]
  },
})
