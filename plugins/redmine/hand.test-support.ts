/** Changes a Redmine through its REST API, as another client does. */
export interface Hand {
  /** Gives the number of the new issue. */
  create(project: string, fields: object): Promise<number>
  edit(issue: number, fields: object): Promise<void>
  remove(issue: number): Promise<void>
  /** Adds a note; gives the id of its journal. */
  note(issue: number, notes: string, isPrivate?: boolean): Promise<number>
  editNote(journal: number, notes: string): Promise<void>
  relate(issue: number, to: number, type: string, delay?: number): Promise<void>
  watch(issue: number, user: number): Promise<void>
  spend(issue: number, hours: number): Promise<void>
  attach(issue: number, filename: string, bytes: Uint8Array): Promise<void>
  detach(attachment: number): Promise<void>
  read(path: string): Promise<Record<string, never>>
}

interface Answer {
  readonly [name: string]: unknown
  readonly issue?: { readonly id: number; readonly journals?: readonly { readonly id: number }[] }
  readonly upload?: { readonly token: string }
}

export function createHand(url: string, key: string): Hand {
  const hand: Hand = {
    create: async (project, fields) =>
      (await send('POST', '/issues.json', { issue: { subject: 'New', ...fields, project_id: project } })).issue!.id,
    edit: async (issue, fields) => void (await send('PUT', `/issues/${issue}.json`, { issue: fields })),
    remove: async issue => void (await send('DELETE', `/issues/${issue}.json`)),
    async note(issue, notes, isPrivate = false) {
      await hand.edit(issue, { notes, private_notes: isPrivate })
      const answer = await send('GET', `/issues/${issue}.json?include=journals`)
      return Math.max(...answer.issue!.journals!.map(({ id }) => id))
    },
    editNote: async (journal, notes) => void (await send('PUT', `/journals/${journal}.json`, { journal: { notes } })),
    relate: async (issue, to, type, delay) =>
      void (await send('POST', `/issues/${issue}/relations.json`, {
        relation: { issue_to_id: to, relation_type: type, ...(delay !== undefined && { delay }) },
      })),
    watch: async (issue, user) => void (await send('POST', `/issues/${issue}/watchers.json`, { user_id: user })),
    spend: async (issue, hours) =>
      void (await send('POST', '/time_entries.json', { time_entry: { issue_id: issue, hours, activity_id: 9 } })),
    async attach(issue, filename, bytes) {
      const { upload } = await send('POST', `/uploads.json?filename=${encodeURIComponent(filename)}`, bytes)
      await hand.edit(issue, { uploads: [{ token: upload!.token, filename }] })
    },
    detach: async attachment => void (await send('DELETE', `/attachments/${attachment}.json`)),
    read: async path => (await send('GET', path)) as Record<string, never>,
  }
  return hand

  async function send(method: string, path: string, body?: object): Promise<Answer> {
    const isBytes = body instanceof Uint8Array
    const type = isBytes ? 'application/octet-stream' : 'application/json'
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { 'X-Redmine-API-Key': key, 'Content-Type': type },
      ...(body !== undefined && { body: isBytes ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body) }),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`)
    return text ? (JSON.parse(text) as Answer) : {}
  }
}
