import type { Call } from '../source/call.ts'
import type { Front } from '../source/document.ts'
import { SourceError } from '../source/error.ts'
import { feed } from '../source/feed.ts'
import type { Change, Delta, Got, Item, Page } from '../source/page.ts'
import type { Reference } from '../source/reference.ts'
import { documents, files, folders } from '../source/route.ts'
import type { Session, Source } from '../source/source.ts'
import { markdownText } from '../source/text.ts'
import { scriptedAttach, scriptedWrite } from './scripted-write.ts'
import type { Tracker, TrackerIssue } from './tracker.ts'

export interface ScriptedOptions {
  /** `feed`: one feed lists everything; `folders`: each project is listed when it is entered, without any feed; `both`: a feed, and projects are listed. */
  readonly listing?: 'feed' | 'folders' | 'both'
  /** Whether listings carry the entities. @default true */
  readonly carries?: boolean
  /** @default 100 */
  readonly batch?: number
  /** Whether listings carry a validator. @default true */
  readonly validators?: boolean
  readonly revision?: number
  readonly render?: (issue: TrackerIssue) => { readonly title: string; readonly body: string }
  readonly name?: string
  /** Whether it can search, by `status = Open`, or `all`. @default false */
  readonly searches?: boolean
  /** Its address, for a source that knows references such as `PROJ-12`. @default it knows none */
  readonly site?: string
  /** Projects that references lead to. @default all */
  readonly projects?: readonly string[]
  /** Whether issues are found by their id too, as `10001.md`, which leads to where they stand. @default false */
  readonly aliases?: boolean
  /** Whether it can be written. @default false */
  readonly writes?: boolean
  /** Whether an issue can be looked for whose making was not answered. @default true */
  readonly finds?: boolean
  /** Whether comments keep their mark. @default false */
  readonly keepsMarks?: boolean
  /** Whether comments can be made. @default true */
  readonly comments?: boolean
  /** More of the front matter. */
  readonly front?: (issue: TrackerIssue) => Front
}

const route = '{project}/{key}.md'

/** A source of a tracker in memory, for tests of the kernel. */
export function scriptedSource(tracker: Tracker, options: ScriptedOptions = {}): Source {
  const { listing = 'feed', carries = true, batch = 100, validators = true } = options
  const { knobs } = tracker

  const item = (issue: TrackerIssue): Item => ({
    route,
    key: { project: issue.project, key: issue.key },
    id: issue.id,
    modified: issue.updated,
    ...(validators ? { validator: String(issue.version) } : {}),
    ...(carries ? { entity: issue } : {}),
  })

  function pageOf(issues: readonly TrackerIssue[], from: string | undefined, make = item): Page {
    const [generation, at] = (from ?? `${knobs.generation}:0`).split(':').map(Number) as [number, number]
    if (generation !== knobs.generation) throw new SourceError('invalid', 'The cursor has expired.')
    const end = at + knobs.pageSize
    const items = issues.slice(at, end).map(make)
    return { items, total: issues.length, ...(end < issues.length ? { next: `${generation}:${end}` } : {}) }
  }

  const newest = (project?: string): readonly TrackerIssue[] =>
    [...tracker.issues.values()]
      .filter(issue => !knobs.unlisted.has(issue.id) && (project === undefined || issue.project === project))
      .reverse()

  function got(id: string | undefined, key: string): Got {
    const issue = [...tracker.issues.values()].find(each => (id === undefined ? each.key === key : each.id === id))
    if (!issue) return { status: 'gone' }
    if (knobs.denied.has(issue.id)) return { status: 'denied' }
    const error = knobs.failing.get(issue.id)
    if (error) return { status: 'failed', error }
    return { status: 'fresh', ...item(issue), entity: issue }
  }

  async function fetchIssues(
    wants: readonly { readonly id?: string; readonly key: { readonly key: string }; readonly validator?: string }[],
    call: Call,
  ): Promise<readonly Got[]> {
    await tracker.gate('fetch', call)
    if (wants.some(({ id }) => id !== undefined && knobs.poison.has(id))) {
      throw new SourceError('unexpected', 'The tracker choked on a batch.', { status: 500 })
    }
    const answers = wants.map(({ id, key, validator }): Got => {
      const answer = got(id, key.key)
      return answer.status === 'fresh' && validator !== undefined && answer.validator === validator
        ? { status: 'unchanged' }
        : answer
    })
    return answers.slice(knobs.withheld)
  }

  function changesSince(since: string | undefined): Delta {
    const now = `${knobs.generation}:${tracker.changes.length}`
    if (since === undefined) return { changes: [], next: now, more: false }
    const [generation, at] = since.split(':').map(Number) as [number, number]
    if (generation !== knobs.generation) throw new SourceError('invalid', 'The cursor has expired.')
    const end = Math.min(at + knobs.pageSize, tracker.changes.length)
    const changes = tracker.changes.slice(at, end).flatMap(({ what, id }): Change[] => {
      const issue = tracker.issues.get(id)
      if (!issue) return [{ change: 'gone', route, id }]
      if (what === 'moved') return [{ change: 'moved', route, id, to: { project: issue.project, key: issue.key } }]
      return [{ change: 'upsert', ...item(issue) }]
    })
    return { changes, next: `${knobs.generation}:${end}`, more: end < tracker.changes.length }
  }

  const issuesRoute = documents(route, {
    batch,
    ...(options.writes ? { write: scriptedWrite(tracker, options) } : {}),
    ...(listing === 'folders'
      ? {
          async list({ project }: { project: string }, call: Call, from?: string) {
            await tracker.gate('list', call)
            return pageOf(newest(project), from)
          },
        }
      : {}),
    fetch: fetchIssues,
    render(issue: TrackerIssue) {
      const { title, body } = options.render?.(issue) ?? { title: issue.title, body: issue.text }
      return {
        front: {
          key: issue.key,
          status: issue.status,
          labels: issue.labels,
          updated: issue.updated,
          ...options.front?.(issue),
        },
        title,
        body: markdownText(body),
        comments: issue.comments.map(comment => ({
          ...comment,
          at: issue.updated,
          text: markdownText(comment.text),
        })),
        state: issue.status === 'Closed' ? 'closed' : 'open',
      }
    },
  })

  const historyRoute = documents('{project}/{key}/history.md', {
    hidden: true,
    async fetch(wants, call) {
      await tracker.gate('history', call)
      return wants.map(({ id, key }): Got => {
        const issue = [...tracker.issues.values()].find(each => each.key === key.key)
        if (!issue) return { status: 'gone' }
        return { status: 'fresh', id: id ?? issue.id, key, entity: { versions: issue.version } }
      })
    },
    render: ({ versions }: { versions: number }, { key }) => ({
      front: { key },
      title: 'History',
      body: markdownText(`${versions} versions.`),
    }),
  })

  const aliasRoute = documents('{id}.md', {
    hidden: true,
    async fetch(wants, call) {
      await tracker.gate('fetch', call)
      return wants.map(({ key }): Got => {
        const issue = tracker.issues.get(key.id)
        return issue ? { status: 'moved', route, to: { project: issue.project, key: issue.key } } : { status: 'gone' }
      })
    },
    render: () => ({ front: {}, title: 'Never', body: markdownText('') }),
  })

  const filesRoute = files('{project}/{key}/attachments/{name}', {
    parent: route,
    of: (issue: TrackerIssue) => issue.files,
    ...(options.writes ? { create: scriptedAttach(tracker) } : {}),
    async open({ id }, { from }, call) {
      await tracker.gate('file', call)
      const bytes = tracker.bytes.get(id)!
      return { bytes: inChunks(bytes.subarray(from), tracker, call) }
    },
  })

  const projects = folders('{project}', {
    async list(_scope, call) {
      await tracker.gate('projects', call)
      return { items: [...tracker.projects].map(project => ({ key: { project }, id: project })) }
    },
  })

  const everything = feed('', {
    name: 'all',
    async list(_scope, call, from) {
      await tracker.gate('list', call)
      return pageOf(newest(), from)
    },
    async sweep(_scope, call, from) {
      await tracker.gate('sweep', call)
      return pageOf(newest(), from, ({ id, key, project }) => ({ route, id, key: { project, key } }))
    },
    async changes(_scope, call, since) {
      await tracker.gate('changes', call)
      return changesSince(since)
    },
  })

  async function search(query: string, call: Call, from?: string): Promise<Page> {
    await tracker.gate('search', call)
    const [, status] = /^status = (\w+)$/.exec(query) ?? []
    if (status === undefined && query !== 'all') throw new SourceError('invalid', `"${query}" is no query.`)
    const found = newest().filter(issue => status === undefined || issue.status === status)
    return pageOf(found, from, ({ id, key, project }) => ({ route, id, key: { project, key } }))
  }

  const aliases = options.aliases ? [aliasRoute] : []
  return {
    name: options.name ?? 'scripted',
    summary: 'A tracker in memory.',
    revision: options.revision ?? 1,
    options: {},
    ...(options.site === undefined ? {} : { refer: word => referOf(word, options) }),
    open: (): Session => ({
      routes: [...(listing === 'feed' ? [] : [projects]), issuesRoute, historyRoute, filesRoute, ...aliases],
      feeds: listing === 'folders' ? [] : [everything],
      ...(options.searches ? { search, views: { open: 'status = Open' } } : {}),
      async connect(call) {
        await tracker.gate('connect', call)
        return { instance: 'scripted://tracker', account: tracker.account }
      },
    }),
  }
}

async function* inChunks(bytes: Uint8Array, tracker: Tracker, call: Call): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.byteLength; at += 1000) {
    if (at > 0) await tracker.gate('file', call)
    yield bytes.subarray(at, at + 1000)
  }
}

/** `PROJ-12` and its address. */
function referOf(word: string, { site, projects }: ScriptedOptions): Reference | undefined {
  const [, key, project] =
    /^((\p{L}+)-\d+)$/u.exec(word.startsWith(`${site}/`) ? word.slice(site!.length + 1) : word) ?? []
  if (key === undefined || project === undefined) return undefined
  return { route, key: { project, key }, url: `${site}/${key}`, shown: projects?.includes(project) ?? true }
}
