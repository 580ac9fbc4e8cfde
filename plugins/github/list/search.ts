import { type Call, type Cursor, type Item, type Page, SourceError } from 'issuefs/source'
import { itemOf, wholeItem } from '../model/entity.ts'
import { type JsonObject, lineOf, nodesOf, objectOf } from '../model/json.ts'
import { repositoryNamed } from '../model/key.ts'
import { askGraphql, askPage } from '../query/ask.ts'
import { IDENTITY, selectionOf, VERSION } from '../query/selection.ts'
import type { Site } from '../site.ts'
import { backendOf } from './search-backend.ts'
import { isDisputed, searchText } from './search-text.ts'
import type { Depth } from './streams.ts'

/** GitHub gives no more than this many of what a search finds. */
const WINDOW = 1000

/** Where a search stands. What is past the window is searched for by the day it was created. */
interface Position {
  readonly cursor?: string
  /** Only what was created until then. */
  readonly until?: string
  /** Read within this window. */
  readonly read: number
}

/** A page of what the search of the options finds, or another one, the newest first. */
export async function searchPage(site: Site, call: Call, depth: Depth, from?: Cursor, view = ''): Promise<Page> {
  const position: Position = from === undefined ? { read: 0 } : positionOf(from)
  const { cursor, until, read } = position
  const rest = `${until ? `created:<=${until} ` : ''}sort:created-desc`
  const page = await askPage(site, size => {
    const count = depth === 'identity' ? 100 : Math.ceil(size / 2)
    return askSearch(site, call, { view, rest, count, cursor, depth })
  })
  const items = page.nodes.flatMap(node => itemsOf(node, depth))
  const oldest = lineOf(page.nodes.at(-1)?.createdAt)
  const done = read + page.nodes.length
  const next = page.next !== undefined && done < WINDOW ? { ...position, cursor: page.next, read: done } : undefined
  const later = !next && page.total > done && page.nodes.length > 0 ? nextWindow(oldest, until) : undefined
  return {
    items,
    ...(until === undefined && { total: page.total }),
    ...((next ?? later) && { next: JSON.stringify(next ?? later) }),
  }
}

export interface SearchAnswer {
  readonly nodes: readonly JsonObject[]
  readonly total: number
  readonly next: string | undefined
}

/** One request of a search of the options. `view`: a query that it is narrowed by; `rest`: what follows. */
export async function askSearch(
  site: Site,
  call: Call,
  asked: {
    readonly view?: string
    readonly rest: string
    readonly count: number
    readonly cursor?: string | undefined
    readonly depth: Depth
  },
): Promise<SearchAnswer> {
  const { selection } = site
  const { view, rest } = asked
  const { type, isGrouped } = await backendOf(site, call, isDisputed(selection, view))
  const text = `${searchText(selection, isGrouped, view)} ${rest}`.trim()
  const build = (lacks: ReadonlySet<string>) => {
    const [issue, pull] = (['issue', 'pull'] as const).map(kind =>
      asked.depth === 'identity' ? `${IDENTITY} ${VERSION[kind]} repository{nameWithOwner}` : selectionOf(kind, lacks),
    )
    return `query($text:String!,$cursor:String){search(type:${type},query:$text,first:${asked.count},after:$cursor){\
issueCount pageInfo{hasNextPage endCursor} nodes{...on Issue{${issue}} ...on PullRequest{${pull}}}}}`
  }
  const { data } = await askGraphql(site, call, build, { text, cursor: asked.cursor ?? null })
  const found = objectOf(data.search)
  const { hasNextPage, endCursor } = objectOf(found.pageInfo)
  const next = hasNextPage === true ? lineOf(endCursor) : undefined
  return { nodes: nodesOf(found), total: Number(found.issueCount) || 0, next: next === asked.cursor ? undefined : next }
}

function itemsOf(node: JsonObject, depth: Depth): readonly Item[] {
  const repository = repositoryNamed(objectOf(node.repository).nameWithOwner)
  const item = repository && (depth === 'identity' ? itemOf : wholeItem)(node, repository)
  return item ? [item] : []
}

function nextWindow(oldest: string | undefined, until: string | undefined): Position {
  if (oldest !== undefined && oldest !== until) return { until: oldest, read: 0 }
  throw new SourceError('invalid', 'The search finds more than GitHub can list: narrow the query.')
}

function positionOf(cursor: Cursor): Position {
  try {
    const position = JSON.parse(cursor) as Position
    if (typeof position.read === 'number') return position
  } catch {}
  throw new SourceError('invalid', 'The stored place in the search of GitHub cannot be read: it begins again.')
}
