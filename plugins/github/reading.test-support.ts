import type { AnyDocuments, AnyFeed, AnyFolders, Call, Change, Got, Item, Page, Session } from 'issuefs/source'
import { type Emulator, type EmulatorOptions, startEmulator } from './emulator/index.ts'
import github from './index.ts'
import type { Entity } from './model/entity.ts'
import type { GitHubOptions } from './options.ts'
import { DIFF, ISSUE, ISSUE_HISTORY, OWNER, PULL, PULL_HISTORY, REPOSITORY } from './routes/paths.ts'

/** An emulator with a session on it. */
export interface Bench extends AsyncDisposable {
  readonly emulator: Emulator
  readonly session: Session
  readonly issues: AnyDocuments
  readonly pulls: AnyDocuments
  readonly history: AnyDocuments
  readonly pullHistory: AnyDocuments
  readonly diff: AnyDocuments
  readonly owners: AnyFolders
  readonly repositories: AnyFolders
  readonly feed: AnyFeed
}

export const DEMO = { owner: 'acme', repo: 'demo' }

export async function bench(options: EmulatorOptions = {}, extra: Partial<GitHubOptions> = {}): Promise<Bench> {
  const emulator = await startEmulator(options)
  const session = openSession(emulator, extra)
  const route = (path: string) => session.routes.find(found => found.path === path)
  return {
    emulator,
    session,
    issues: route(ISSUE) as AnyDocuments,
    pulls: route(PULL) as AnyDocuments,
    history: route(ISSUE_HISTORY) as AnyDocuments,
    pullHistory: route(PULL_HISTORY) as AnyDocuments,
    diff: route(DIFF) as AnyDocuments,
    owners: route(OWNER) as AnyFolders,
    repositories: route(REPOSITORY) as AnyFolders,
    feed: session.feeds![0]!,
    [Symbol.asyncDispose]: () => emulator.close(),
  }
}

/** The options of a mount of everything that an emulator holds. */
export function optionsOf({ url, env }: Emulator, extra: Partial<GitHubOptions> = {}): GitHubOptions {
  const repos = env.GITHUB_REPOS?.split(',').filter(Boolean)
  const isSelected = extra.owner !== undefined || extra.query !== undefined
  const values = { url, token: env.GITHUB_TOKEN, rate: 1000, ...(!isSelected && { repos }), ...extra }
  return values as unknown as GitHubOptions
}

export function openSession(emulator: Emulator, extra: Partial<GitHubOptions> = {}): Session {
  return github.open(optionsOf(emulator, extra)) as Session
}

/** Reads a listing to its end. */
export async function allItems(list: (from?: string) => Promise<Page>): Promise<readonly Item[]> {
  const items: Item[] = []
  for (let from: string | undefined, pages = 0; pages < 1000; pages += 1) {
    const page = await list(from)
    items.push(...page.items)
    if (page.next === undefined) return items
    from = page.next
  }
  throw new Error('A listing has no end.')
}

/** Polls until there is no more. */
export async function pollAll(feed: AnyFeed, call: Call, since: string, scope: Item['key'] = DEMO) {
  const changes: Change[] = []
  for (let cursor = since; ; ) {
    const delta = await feed.changes(scope, call, cursor)
    changes.push(...delta.changes)
    cursor = delta.next
    if (!delta.more) return { changes, next: cursor }
  }
}

export const idsOf = (items: readonly (Item | Change)[]) => [...new Set(items.map(({ id }) => id))].toSorted()

export const entityOf = (got: Got | undefined) => (got as { readonly entity: Entity }).entity
