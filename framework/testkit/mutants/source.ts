import type { Call } from '../../source/call.ts'
import type { Document } from '../../source/document.ts'
import { SourceError } from '../../source/error.ts'
import { feed } from '../../source/feed.ts'
import { feedSince } from '../../source/feed-since.ts'
import { json } from '../../source/json.ts'
import type { AnyKey } from '../../source/key.ts'
import type { Options } from '../../source/options.ts'
import type { Delta, Got, Item, Page, Want } from '../../source/page.ts'
import { type ByteStream, documents, type File, files, type NewFile } from '../../source/route.ts'
import type { Connection, Source } from '../../source/source.ts'
import { markdownText } from '../../source/text.ts'
import type { Created, Draft, Edit, Field, FieldsOf, NewComment, WritableText } from '../../source/write.ts'
import type { Issue } from './tracker.ts'

/** What a source of the mutants' tracker is made of. A mutant has another one of these. */
export interface Parts {
  readonly route: string
  readonly texts: readonly WritableText[]
  keyOf(issue: Issue): AnyKey
  item(issue: Issue): Item<Issue>
  list(call: Call, from?: string): Promise<Page<Issue>>
  sweep(call: Call, from?: string): Promise<Page>
  changes(call: Call, since?: string): Promise<Delta>
  fetch(wants: readonly Want<AnyKey, Issue>[], call: Call): Promise<readonly Got<Issue>[]>
  render(issue: Issue): Document
  connect(call: Call): Promise<Connection>
  fields(of: FieldsOf, call: Call): Promise<readonly Field[]>
  update(edit: Edit<AnyKey, Issue>, call: Call): Promise<void>
  comment(comment: SentComment, call: Call): Promise<void>
  findComment(comment: Pick<NewComment, 'mark'>, call: Call): Promise<'found' | 'absent' | 'unknown'>
  create(draft: Draft, call: Call): Promise<Created>
  findCreated(draft: Draft, call: Call): Promise<Created | undefined>
  remove(issue: { readonly id: string }, call: Call): Promise<void>
  filesOf(issue: Issue): readonly File[]
  attach(file: Pick<NewFile<Issue>, 'id' | 'name' | 'bytes' | 'entity'>, call: Call): Promise<void>
  open(file: File, range: { readonly from: number }, call: Call): Promise<ByteStream>
}

type SentComment = Pick<NewComment<AnyKey, Issue>, 'id' | 'text'> & { readonly mark?: string }

/** What a source is opened with. */
export interface Setting {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly token: string
}

/** How a mutant differs from the source that is right. */
export interface Mutation {
  /** The options that it says it has. */
  readonly options?: Options
  /** Called when it is opened. */
  opened?(setting: Setting): void
  parts?(right: Parts, setting: Setting): Partial<Parts>
}

const options: Options = {
  url: { type: 'url', required: true, help: 'Address of the tracker.' },
  token: { type: 'secret', help: 'Access token.' },
}

/** A small source that is right, or a mutant of it. */
export function mutantSource(mutation: Mutation = {}): Source {
  return {
    name: 'mutant',
    summary: 'A source of the tests.',
    revision: 1,
    options: mutation.options ?? options,
    open(given) {
      const { url, token } = given as { readonly url: string; readonly token: string }
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
      const setting = { url, token, headers }
      mutation.opened?.(setting)
      const right = rightParts(setting, () => parts)
      const parts: Parts = { ...right, ...mutation.parts?.(right, setting) }
      const { fields, update, comment, findComment, create, findCreated, remove } = parts
      return {
        routes: [
          documents(parts.route, {
            batch: 5,
            fetch: (wants, call) => parts.fetch(wants as readonly Want<AnyKey, Issue>[], call),
            render: (issue: Issue) => parts.render(issue),
            write: { texts: parts.texts, fields, update, comment, findComment, create, findCreated, remove },
          }),
          files(`${parts.route.slice(0, -3)}/attachments/{name}`, {
            parent: parts.route,
            of: (issue: Issue) => parts.filesOf(issue),
            create: (file: NewFile<Issue>, call) => parts.attach(file, call),
            open: (file, range, call) => parts.open(file, range, call),
          }),
        ],
        feeds: [
          feed('', {
            name: 'issues',
            list: (_scope, call, from) => parts.list(call, from),
            sweep: (_scope, call, from) => parts.sweep(call, from),
            changes: (_scope, call, since) => parts.changes(call, since),
          }),
        ],
        connect: call => parts.connect(call),
      }
    },
  }
}

/** Everything as it should be. `self` gives the parts that are in use, a mutant's among them. */
function rightParts({ url, headers }: Setting, self: () => Parts): Parts {
  const send = (call: Call, method: 'POST' | 'PATCH' | 'DELETE', path: string, body?: object) =>
    call.fetch(`${url}${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) })
  const listed = async (call: Call, query: Readonly<Record<string, string>>): Promise<Page<Issue>> => {
    const address = `${url}/issues?${new URLSearchParams(query)}`
    const { items, next } = await json<{ items: Issue[]; next?: string }>(call, address, { headers })
    return { items: items.map(issue => ({ ...self().item(issue), missing: ['remarks'] })), next }
  }
  const news = feedSince('', {
    name: 'issues',
    page: (_scope, call, { since, from = '1' }) => listed(call, { page: from, ...(since && { since }) }),
  })
  const checkPerson = async (name: unknown, call: Call): Promise<void> => {
    const address = `${url}/people/${encodeURIComponent(String(name))}`
    const { status } = await call.fetch(address, { headers, accept: [404] })
    if (status === 404) throw new SourceError('invalid', `owner: there is nobody called ${String(name)}.`)
  }

  return {
    route: '{project}/{id:int}.md',
    texts: ['title', 'body', 'comments'],
    keyOf: ({ project, id }) => ({ project, id }),
    item: issue => ({
      route: self().route,
      key: self().keyOf(issue),
      id: String(issue.id),
      validator: String(issue.version),
      modified: issue.changed,
      entity: issue,
    }),
    list: (call, from = '1') => listed(call, { page: from }),
    async sweep(call) {
      const ids = await json<Issue[]>(call, `${url}/ids`, { headers })
      return { items: ids.map(issue => ({ route: self().route, id: String(issue.id), key: self().keyOf(issue) })) }
    },
    changes: (call, since) => news.changes({}, call, since),
    async fetch(wants, call) {
      const ids = wants.map(({ id, key }) => id ?? key.id).join(',')
      const found = await json<Issue[]>(call, `${url}/many?ids=${ids}`, { headers })
      return wants.map(({ id, key, validator, missing }): Got<Issue> => {
        const issue = found.find(each => String(each.id) === (id ?? String(key.id)))
        if (!issue) return { status: 'gone' }
        if (validator === String(issue.version) && !missing?.length) return { status: 'unchanged' }
        const item = self().item(issue)
        return { status: 'fresh', id: item.id, key: item.key, validator: item.validator!, entity: issue }
      })
    },
    render: issue => ({
      front: {
        key: issue.id,
        state: issue.state,
        labels: issue.labels,
        owner: issue.owner,
        due: issue.due,
        updated: issue.changed,
      },
      title: issue.title,
      body: markdownText(issue.text),
      comments: issue.remarks.map(({ id, by, at, text }) => ({
        id: String(id),
        author: by,
        authorId: by,
        at,
        text: markdownText(text),
      })),
      state: issue.state === 'open' ? 'open' : 'closed',
    }),
    async connect(call) {
      const { name } = await json<{ name: string }>(call, `${url}/me`, { headers })
      return { instance: url, account: { id: name, name } }
    },
    fields: async ({ names }) =>
      (
        [
          { name: 'state', kind: 'choice', values: ['open', 'closed'], default: 'open' },
          { name: 'labels', kind: 'text', many: true },
          { name: 'owner', kind: 'person' },
          { name: 'due', kind: 'date' },
        ] satisfies Field[]
      ).filter(({ name }) => names?.includes(name) ?? true),
    async update({ id, fields, title, body, comments }, call) {
      const field = (name: string) => fields.find(each => each.name === name)
      const [state, labels, owner, due] = [field('state'), field('labels'), field('owner'), field('due')]
      if (owner) await checkPerson(owner.to, call)
      const edited = Object.fromEntries(comments.map(({ id: remark, text }) => [remark, text.markdown]))
      const change = {
        ...(title !== undefined && { title }),
        ...(body && { text: body.markdown }),
        ...(state && { state: state.to }),
        ...(labels && { add: labels.added, drop: labels.removed }),
        ...(owner && { owner: owner.to }),
        ...(due && { due: due.to ?? null }),
        edited,
      }
      await send(call, 'PATCH', `/issues/${id}`, change)
    },
    async comment({ id, text, mark }, call) {
      await send(call, 'POST', `/issues/${id}/remarks`, { text: text.markdown, mark })
    },
    async findComment({ mark }, call) {
      const { status } = await call.fetch(`${url}/remarks/${mark}`, { headers, accept: [404] })
      return status === 404 ? 'absent' : 'found'
    },
    async create({ scope, title, body, mark }, call) {
      const address = `/projects/${encodeURIComponent(String(scope.project))}/issues`
      const response = await send(call, 'POST', address, { title, text: body?.markdown, mark })
      const { id } = (await response.json()) as { id: number }
      return { id: String(id), key: self().keyOf({ project: String(scope.project), id, title } as Issue) }
    },
    async findCreated({ scope, mark, title }, call) {
      const response = await call.fetch(`${url}/marks/${mark}`, { headers, accept: [404] })
      if (response.status === 404) return undefined
      const { id } = (await response.json()) as { id: number }
      return { id: String(id), key: self().keyOf({ project: String(scope.project), id, title } as Issue) }
    },
    async remove({ id }, call) {
      await send(call, 'DELETE', `/issues/${id}`)
    },
    filesOf: ({ files }) => files.map(({ id, name, bytes }) => ({ id: String(id), name, size: bytes.length })),
    async attach({ id, name, bytes }, call) {
      if (name.includes('"')) throw new SourceError('invalid', `"${name}": leave out the quotes.`)
      await send(call, 'POST', `/issues/${id}/files`, { name, bytes: [...bytes] })
    },
    async open({ id }, { from }, call) {
      const bytes = Uint8Array.from(await json<number[]>(call, `${url}/files/${id}`, { headers }))
      return {
        bytes: (async function* () {
          yield bytes.subarray(from)
        })(),
      }
    },
  }
}
