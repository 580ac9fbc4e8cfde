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
import { type BugzillaEmulator, type EmulatorOptions, startEmulator } from './emulator/index.ts'
import bugzilla from './index.ts'
import type { Bug } from './model/bug.ts'
import type { BugzillaOptions } from './options.ts'
import { ATTACHMENT, BUG, HISTORY, PRODUCT } from './routes/paths.ts'

/** An emulator with a session on it. */
export interface Bench extends AsyncDisposable {
  readonly emulator: BugzillaEmulator
  readonly session: Session
  readonly bugs: AnyDocuments
  readonly history: AnyDocuments
  readonly attachments: AnyFiles
  readonly products: AnyFolders
  readonly feed: AnyFeed
}

export const FLAVOURS = ['stock', 'bmo'] as const

export async function bench(options: EmulatorOptions, extra: Partial<BugzillaOptions> = {}): Promise<Bench> {
  const emulator = await startEmulator(options)
  const session = openSession(emulator, extra)
  const route = (path: string) => session.routes.find(found => found.path === path)
  return {
    emulator,
    session,
    bugs: route(BUG) as AnyDocuments,
    history: route(HISTORY) as AnyDocuments,
    attachments: route(ATTACHMENT) as AnyFiles,
    products: route(PRODUCT) as AnyFolders,
    feed: session.feeds![0]!,
    [Symbol.asyncDispose]: () => emulator.close(),
  }
}

/** The options that reach an emulator. */
export function valuesFor({ url, env }: BugzillaEmulator, extra: Partial<BugzillaOptions> = {}): BugzillaOptions {
  return { url, key: env.BUGZILLA_API_KEY, flavour: 'auto', rate: 1000, ...extra } as BugzillaOptions
}

export function openSession(emulator: BugzillaEmulator, extra: Partial<BugzillaOptions> = {}): Session {
  return bugzilla.open(valuesFor(emulator, extra)) as Session
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

/** Fetches everything that was listed, by two hundred at once. */
export async function load(bugs: AnyDocuments, items: readonly Item[], call: Call): Promise<readonly Got[]> {
  const unique = [...new Map(items.map(item => [item.id, item])).values()]
  const batches: Item[][] = []
  for (let at = 0; at < unique.length; at += 200) batches.push(unique.slice(at, at + 200))
  return (await Promise.all(batches.map(batch => bugs.fetch(batch, call)))).flat()
}

export const idsOf = (items: readonly { readonly key: Item['key'] }[]) =>
  [...new Set(items.map(item => Number(item.key.id)))].toSorted((a, b) => a - b)

export const entityOf = (got: unknown) => (got as { readonly entity: Bug }).entity

export async function bytesOf(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of stream) pieces.push(piece)
  return Buffer.concat(pieces)
}
