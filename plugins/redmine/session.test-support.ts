import type { AnyDocuments, AnyFeed, AnyFiles, AnyFolders, Call, Change, Item, Page, Session } from 'issuefs/source'
import redmine from './index.ts'
import type { RedmineOptions } from './options.ts'
import { ATTACHMENT, HISTORY, ISSUE, PROJECT } from './routes/paths.ts'

/** A session with its parts at hand. */
export interface Opened {
  readonly session: Session
  readonly issues: AnyDocuments
  readonly history: AnyDocuments
  readonly attachments: AnyFiles
  readonly projects: AnyFolders
  readonly feed: AnyFeed
}

export type Given = Partial<RedmineOptions> & { readonly url: string }

export function valuesOf(given: Given): RedmineOptions {
  const usual = { subprojects: true, textFormat: 'markdown', recheck: 0, rate: 1000 } as const
  return { ...usual, ...given } as RedmineOptions
}

export function openSession(given: Given): Opened {
  const session = redmine.open(valuesOf(given)) as Session
  const route = (path: string) => session.routes.find(found => found.path === path)
  return {
    session,
    issues: route(ISSUE) as AnyDocuments,
    history: route(HISTORY) as AnyDocuments,
    attachments: route(ATTACHMENT) as AnyFiles,
    projects: route(PROJECT) as AnyFolders,
    feed: session.feeds![0]!,
  }
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

export const idsOf = (items: readonly { readonly key?: { readonly id?: string | number } }[]) =>
  [...new Set(items.map(item => Number(item.key?.id)))].toSorted((a, b) => a - b)

export async function bytesOf(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of stream) pieces.push(piece)
  return Buffer.concat(pieces)
}
