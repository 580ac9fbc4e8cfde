import { body, type Emulator, get, type Json, remark, startNamed, type TestTracker } from './tracker.test-support.ts'

interface Bug extends Json {
  readonly id: number
  readonly summary: string
  readonly severity: string
}

interface Comments {
  readonly bugs: Readonly<Record<string, { readonly comments: readonly { readonly text: string }[] }>>
}

interface Files {
  readonly bugs: Readonly<Record<string, readonly { readonly file_name: string }[]>>
}

function ask<T>({ env }: Emulator, path: string): Promise<T> {
  return get(`${env.BUGZILLA_URL}/rest/bug${path}`, { 'X-BUGZILLA-API-KEY': env.BUGZILLA_API_KEY! })
}

export const bugzilla: TestTracker = {
  name: 'bugzilla',
  folder: 'Demo',
  field: { from: 'severity: normal', to: 'severity: major', unknown: 'severity: mjaor', value: 'major' },
  hasBody: false,
  hasAttachments: true,
  required: '---\ncomponent: Core\nversion: "1.0"\n---\n\n',
  start: options => startNamed('bugzilla', options),
  make({ control }, title) {
    const key = control.create('Demo', { summary: title, description: body, severity: 'normal' })
    control.comment(key, remark)
    return key
  },
  fileOf: key => `${key}.md`,
  async read(emulator, key) {
    const { bugs } = await ask<{ bugs: readonly Bug[] }>(emulator, `/${key}`)
    const { summary, severity, last_change_time: _, update_token: __, ...rest } = bugs[0]!
    const answer = await ask<Comments>(emulator, `/${key}/comment`)
    const [first = '', ...comments] = answer.bugs[key]!.comments.map(({ text }) => text)
    const { bugs: files } = await ask<Files>(emulator, `/${key}/attachment`)
    const attachments = files[key]!.map(({ file_name }) => file_name)
    return { title: summary, body: first, comments, attachments, field: severity, rest }
  },
  async everything(emulator) {
    const { bugs } = await ask<{ bugs: readonly Bug[] }>(emulator, '?product=Demo&include_fields=id&limit=0')
    return Promise.all(bugs.map(({ id }) => bugzilla.read(emulator, String(id))))
  },
}
