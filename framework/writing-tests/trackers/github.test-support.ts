import { body, type Emulator, get, type Json, remark, startNamed, type TestTracker } from './tracker.test-support.ts'

interface Issue extends Json {
  readonly number: number
  readonly title: string
  readonly body: string | null
  readonly labels: readonly { readonly name: string }[]
}

function ask<T>({ env }: Emulator, path: string): Promise<T> {
  return get(`${env.GITHUB_API_URL}/repos/acme/demo/issues${path}`, { Authorization: `Bearer ${env.GITHUB_TOKEN}` })
}

export const github: TestTracker = {
  name: 'github',
  folder: 'acme/demo/issues',
  field: { from: 'labels: [bug]', to: 'labels: [docs]', unknown: 'labels: [dosc]', value: 'docs' },
  hasBody: true,
  hasAttachments: false,
  required: '',
  start: options => startNamed('github', options),
  make({ control }, title) {
    control.label!('acme/demo', 'docs')
    const key = control.create('acme/demo', { title, body, labels: ['bug'] })
    control.comment(key, remark)
    return key
  },
  fileOf: key => `${key.slice(key.indexOf('#') + 1)}.md`,
  async read(emulator, key) {
    const number = key.slice(key.indexOf('#') + 1)
    const { title, body, labels, updated_at: _, comments: __, ...rest } = await ask<Issue>(emulator, `/${number}`)
    const comments = await ask<readonly { body: string }[]>(emulator, `/${number}/comments?per_page=100`)
    const field = labels.map(({ name }) => name).join()
    return { title, body, comments: comments.map(one => one.body), attachments: [], field, rest }
  },
  async everything(emulator) {
    const found: Issue[] = []
    for (let page = 1; found.length === (page - 1) * 100; page++)
      found.push(...(await ask<readonly Issue[]>(emulator, `?state=all&per_page=100&page=${page}`)))
    return Promise.all(found.map(({ number }) => github.read(emulator, `#${number}`)))
  },
}
