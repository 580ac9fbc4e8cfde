import type {
  AnyDocuments,
  AnyFeed,
  AnyFiles,
  AnyFolders,
  Call,
  Change,
  Got,
  Item,
  Page,
  Session,
} from 'issuefs/source'
import { testCall } from './call.test-support.ts'
import type { EmulatorOptions } from './emulator/index.ts'
import { type Emulator, startEmulator } from './emulator/index.ts'
import jira from './index.ts'
import type { Issue } from './model/issue.ts'
import type { JiraOptions } from './options.ts'
import { ATTACHMENT, HISTORY, ISSUE, PROJECT } from './routes/paths.ts'

/** An emulator with a session on it. */
export interface Bench extends AsyncDisposable {
  readonly emulator: Emulator
  readonly session: Session
  readonly issues: AnyDocuments
  readonly history: AnyDocuments
  readonly attachments: AnyFiles
  readonly projects: AnyFolders
  readonly feed: AnyFeed
}

export const FLAVOURS = ['cloud', 'data-center'] as const

export async function bench(options: EmulatorOptions, extra: Partial<JiraOptions> = {}): Promise<Bench> {
  const emulator = await startEmulator(options)
  const session = openSession(emulator, extra)
  const route = (path: string) => session.routes.find(found => found.path === path)
  return {
    emulator,
    session,
    issues: route(ISSUE) as AnyDocuments,
    history: route(HISTORY) as AnyDocuments,
    attachments: route(ATTACHMENT) as AnyFiles,
    projects: route(PROJECT) as AnyFolders,
    feed: session.feeds![0]!,
    [Symbol.asyncDispose]: () => emulator.close(),
  }
}

export function openSession({ url, env }: Emulator, extra: Partial<JiraOptions> = {}): Session {
  const email = env.JIRA_EMAIL
  const values = { url, token: env.JIRA_TOKEN, flavour: 'auto', rate: 1000, ...(email && { email }), ...extra }
  return jira.open(values as JiraOptions) as Session
}

/** Reads a listing to its end. */
export async function allItems(list: (from?: string) => Promise<Page>): Promise<readonly Item[]> {
  const items: Item[] = []
  for (let from: string | undefined, pages = 0; pages < 500; pages += 1) {
    const page = await list(from)
    items.push(...page.items)
    if (page.next === undefined) return items
    from = page.next
  }
  throw new Error('A listing has no end.')
}

/** Polls until there is no more. */
export async function pollAll(feed: AnyFeed, call: Call, since: string) {
  const changes: Change[] = []
  for (let cursor = since; ; ) {
    const delta = await feed.changes({}, call, cursor)
    changes.push(...delta.changes)
    cursor = delta.next
    if (!delta.more) return { changes, next: cursor }
  }
}

/** Fetches everything that was listed without its entity, by hundreds at once. */
export async function load(issues: AnyDocuments, items: readonly Item[], call: Call): Promise<readonly Got[]> {
  const batches: Item[][] = []
  for (let at = 0; at < items.length; at += 100) batches.push(items.slice(at, at + 100))
  return (await Promise.all(batches.map(batch => issues.fetch(batch, call)))).flat()
}

export const keysOf = (items: readonly Item[]) => [...new Set(items.map(item => String(item.key.key)))].toSorted()

/** Connects, takes a cursor and reads all of a generated Cloud site; `truncated` had more than 20 comments. */
export async function coldLoad(count: number) {
  const projects = ['AB', 'CD']
  await using it = await bench({ flavour: 'cloud', issues: count, projects }, { projects })
  const call = testCall()
  await it.session.connect!(call)
  await it.feed.changes({}, call)
  const items = await allItems(from => it.feed.list!({}, call, from))
  const unique = [...new Map(items.map(item => [item.id, item])).values()]
  const gots = await load(it.issues, unique, call)
  const issues = gots.flatMap(got => (got.status === 'fresh' ? [got.entity as Issue] : []))
  const truncated = issues.filter(issue => issue.comments.length > 20).length
  return { loaded: issues.length, truncated, requests: it.emulator.requests.total }
}

export async function bytesOf(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of stream) pieces.push(piece)
  return Buffer.concat(pieces)
}
