import type { Collection, CollectionDescription } from '../http-tracker/contract.ts'
import { tracker } from '../http-tracker/tracker.ts'
import type { RunningTracker } from '../source-fixture.ts'

export interface Remark {
  readonly id: number
  readonly by: string
  readonly at: string
  readonly text: string
  readonly mark?: string | undefined
}

/** An issue as the tracker gives it when it is asked for alone. */
export interface Issue {
  readonly id: number
  readonly project: string
  readonly title: string
  readonly text: string
  readonly state: string
  readonly labels: readonly string[]
  readonly owner: string
  readonly due: string | null
  readonly changed: string
  /** Counts its changes. */
  readonly version: number
  readonly remarks: readonly Remark[]
  readonly files: readonly Attachment[]
}

export interface Attachment {
  readonly id: number
  readonly name: string
  readonly bytes: readonly number[]
}

export const token = 'the-secret-of-the-mutants'

const people = ['alice', 'bob', 'me']

const issue = (id: number, change: Partial<Issue> = {}): Issue => ({
  id,
  project: id % 3 === 0 ? 'site' : 'app',
  title: `Issue ${id}`,
  text: 'What happened.\n\nWhat should have.',
  state: id % 2 === 0 ? 'closed' : 'open',
  labels: ['seen', 'old'],
  owner: 'alice',
  due: null,
  changed: '2026-01-02T03:04:05Z',
  version: 1,
  remarks: [
    { id: id * 1000 + 1, by: 'bob', at: '2026-01-02T03:04:05Z', text: 'First.' },
    { id: id * 1000 + 2, by: 'alice', at: '2026-01-02T03:04:05Z', text: 'Second.' },
  ],
  files: id === 2 ? [{ id: 2, name: 'bytes', bytes: Array.from({ length: 40 }, (_, at) => at) }] : [],
  ...change,
})

/** A tracker that the good source and all its mutants run against. Its listings leave the remarks out, two on a page. */
export async function startMutantTracker(): Promise<RunningTracker<Record<string, never>>> {
  const server = await tracker({
    token,
    paging: { usual: 2 },
    collections: {
      issues: {
        list: '/issues',
        one: '/issues/{id}',
        changed: 'changed',
        items: [1, 2, 3, 4, 5, 6, 7].map(id => issue(id)),
        brief: ({ remarks, ...rest }) => ({ ...rest, remarks: remarks.length }),
      } satisfies CollectionDescription<Issue>,
      marks: { items: [] as readonly { readonly mark: string; readonly id: number }[] },
    },
    routes: {
      'GET /me': () => ({ body: { name: 'me' } }),
      'GET /ids': (_request, { collections }) => ({
        body: collections.issues.all().map(({ id, project, title }) => ({ id, project, title })),
      }),
      'GET /many': ({ query }, { collections }) => ({
        body: (query.get('ids') ?? '').split(',').flatMap(id => collections.issues.find({ id: Number(id) }) ?? []),
      }),
      'GET /files/{id}': ({ parameters }, { collections }) => {
        const files = collections.issues.all().flatMap(each => each.files)
        const found = files.find(({ id }) => id === Number(parameters.id))
        return found && { body: found.bytes }
      },
      'POST /issues/{id}/files': ({ parameters, body }, { collections: { issues } }) => {
        const found = issues.find({ id: Number(parameters.id) })
        if (!found) return undefined
        const { name, bytes } = body as Attachment
        if (bytes.length === 0) return { status: 422, body: { message: 'A file has bytes.' } }
        const stored = name.replaceAll(/[^\p{L}\p{N}.]/gu, '_')
        const id = 100 + issues.all().flatMap(each => each.files).length
        touch(issues, found, { files: [...found.files, { id, name: stored, bytes }] })
        return { status: 201, body: {} }
      },
      'PATCH /issues/{id}': ({ parameters, body }, { collections: { issues } }) => {
        const { add = [], drop = [], edited = {}, ...rest } = body as Change
        const found = issues.find({ id: Number(parameters.id) })
        if (!found) return undefined
        if (rest.state !== undefined && !['open', 'closed'].includes(rest.state))
          return { status: 422, body: { message: `There is no state ${rest.state}.` } }
        const kept = (rest.labels ?? found.labels).filter(label => !drop.includes(label) && !add.includes(label))
        touch(issues, found, {
          ...rest,
          labels: [...kept, ...add],
          remarks: found.remarks.map(remark => ({ ...remark, text: edited[remark.id] ?? remark.text })),
        })
        return { status: 204 }
      },
      'DELETE /issues/{id}': ({ parameters }, { collections: { issues } }) => {
        issues.remove({ id: Number(parameters.id) })
        return { status: 204 }
      },
      'POST /issues/{id}/remarks': ({ parameters, body }, { collections: { issues }, now }) => {
        const found = issues.find({ id: Number(parameters.id) })
        if (!found) return undefined
        const { text, mark } = body as { text: string; mark?: string }
        remark(issues, found, 'me', text, now(), mark)
        return { status: 201, body: {} }
      },
      'GET /remarks/{mark}': ({ parameters }, { collections }) => {
        const remarks = collections.issues.all().flatMap(each => each.remarks)
        const found = remarks.find(({ mark }) => mark === parameters.mark)
        return found && { body: found }
      },
      'POST /projects/{project}/issues': ({ parameters, body }, { collections: { issues, marks }, now }) => {
        const { title, text = '', mark = '' } = body as { title: string; text?: string; mark?: string }
        const id = Math.max(...issues.all().map(each => each.id)) + 1
        issues.add(
          issue(id, { project: parameters.project ?? '', title, text, remarks: [], labels: [], changed: now() }),
        )
        marks.add({ mark, id })
        return { status: 201, body: { id } }
      },
      'GET /marks/{mark}': ({ parameters }, { collections: { marks } }) => {
        const found = marks.find({ mark: parameters.mark ?? '' })
        return found && { body: found }
      },
      'GET /people/{name}': ({ parameters }) =>
        people.includes(parameters.name ?? '') ? { body: { name: parameters.name } } : undefined,
    },
  })
  server.behaviour.tick = 0
  const { issues } = server.collections
  const found = (key: { readonly id?: string | number }) => issues.find({ id: Number(key.id) })!
  return {
    options: { url: server.url, token } as never,
    issues: issues.all().length,
    change: (key, title) => touch(issues, found(key), { title }),
    comment: (key, text) => remark(issues, found(key), 'bob', text, server.now()),
    create: title => issues.add(issue(issues.all().length + 100, { title, changed: server.now() })),
    remove: key => issues.remove({ id: Number(key.id) }),
    move: key => touch(issues, found(key), { project: key.project === 'app' ? 'site' : 'app' }),
    close: server.close,
  }
}

type Change = Partial<Issue> & {
  readonly add?: readonly string[]
  readonly drop?: readonly string[]
  /** New texts by the id of the remark. */
  readonly edited?: Readonly<Record<string, string>>
}

function touch(issues: Collection<Issue>, { id, version }: Issue, change: Partial<Issue>): void {
  issues.edit({ id }, { ...change, version: version + 1 })
}

function remark(issues: Collection<Issue>, found: Issue, by: string, text: string, at: string, mark?: string): void {
  const id = found.id * 1000 + found.remarks.length + 1
  touch(issues, found, { remarks: [...found.remarks, { id, by, at, text, mark }] })
}
