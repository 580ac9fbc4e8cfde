import { body, type Emulator, get, type Json, remark, startNamed, type TestTracker } from './tracker.test-support.ts'

interface Issue extends Json {
  readonly id: number
  readonly subject: string
  readonly description: string
  readonly priority: { readonly name: string }
  readonly attachments: readonly { readonly filename: string }[]
  readonly journals: readonly { readonly notes: string | null }[]
}

function ask<T>({ env }: Emulator, path: string): Promise<T> {
  return get(`${env.REDMINE_URL}/issues${path}`, { 'X-Redmine-API-Key': env.REDMINE_API_KEY! })
}

export const redmine: TestTracker = {
  name: 'redmine',
  folder: 'demo',
  field: { from: 'priority: Normal', to: 'priority: High', unknown: 'priority: Hihg', value: 'High' },
  hasBody: true,
  hasAttachments: true,
  required: '',
  start: options => startNamed('redmine', { projects: ['demo'], ...options }),
  make({ control }, title) {
    const key = control.create('demo', { subject: title, description: body, priority_id: 2 })
    control.comment(key, remark)
    return key
  },
  fileOf: key => `${key}.md`,
  async read(emulator, key) {
    const path = `/${key}.json?include=journals,relations,attachments`
    const { issue } = await ask<{ issue: Issue }>(emulator, path)
    const { subject, description, priority, journals, attachments: files, updated_on: _, ...rest } = issue
    const comments = journals.flatMap(({ notes }) => (notes ? [notes] : []))
    const attachments = files.map(({ filename }) => filename)
    return { title: subject, body: description, comments, attachments, field: priority.name, rest }
  },
  async everything(emulator) {
    const found: Issue[] = []
    for (let total = 1; found.length < total; ) {
      const query = `?status_id=*&limit=100&offset=${found.length}`
      const page = await ask<{ issues: readonly Issue[]; total_count: number }>(emulator, `.json${query}`)
      found.push(...page.issues)
      total = page.issues.length === 0 ? 0 : page.total_count
    }
    return Promise.all(found.map(({ id }) => redmine.read(emulator, String(id))))
  },
}
