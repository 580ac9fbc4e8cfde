import { body, type Emulator, get, type Json, remark, startNamed, type TestTracker } from './tracker.test-support.ts'

interface Issue {
  readonly key: string
  readonly fields: Json & {
    readonly summary: string
    readonly description: unknown
    readonly comment: { readonly comments: readonly { readonly body: Node | string }[] }
    readonly attachment: readonly { readonly filename: string }[]
    readonly priority: { readonly name: string }
  }
}

/** Of an ADF document. */
interface Node {
  readonly type: string
  readonly text?: string
  readonly content?: readonly Node[]
}

function textOf(node: Node | string): string {
  if (typeof node === 'string') return node
  return node.text ?? (node.content ?? []).map(textOf).join(node.type === 'doc' ? '\n\n' : '')
}

export function jira(flavour: 'cloud' | 'data-center'): TestTracker {
  const api = flavour === 'cloud' ? 3 : 2

  function ask<T>({ env }: Emulator, path: string): Promise<T> {
    const secret = Buffer.from(`${env.JIRA_EMAIL}:${env.JIRA_TOKEN}`).toString('base64')
    const Authorization = env.JIRA_EMAIL ? `Basic ${secret}` : `Bearer ${env.JIRA_TOKEN}`
    return get(`${env.JIRA_URL}/rest/api/${api}/${path}`, { Authorization })
  }

  const tracker: TestTracker = {
    name: 'jira',
    folder: 'DEMO',
    field: { from: 'priority: Low', to: 'priority: High', unknown: 'priority: Hihg', value: 'High' },
    hasBody: true,
    hasAttachments: true,
    required: '',
    start: options => startNamed('jira', { flavour, ...options }),
    make({ control }, title) {
      const key = control.create('DEMO', { summary: title, description: body, priority: { name: 'Low' } })
      control.comment(key, remark)
      return key
    },
    fileOf: key => `${key}.md`,
    async read(emulator, key) {
      const { fields } = await ask<Issue>(emulator, `issue/${key}?fields=*all`)
      const { summary, description, comment, attachment, priority, updated: _, lastViewed: __, ...rest } = fields
      const comments = comment.comments.map(one => textOf(one.body))
      const attachments = attachment.map(({ filename }) => filename)
      return { title: summary, body: description, comments, attachments, field: priority.name, rest }
    },
    async everything(emulator) {
      const path = flavour === 'cloud' ? 'search/jql' : 'search'
      const query = 'jql=project%20%3D%20DEMO&fields=summary&maxResults=1000'
      const { issues } = await ask<{ issues: readonly Issue[] }>(emulator, `${path}?${query}`)
      return Promise.all(issues.map(({ key }) => tracker.read(emulator, key)))
    },
  }
  return tracker
}
