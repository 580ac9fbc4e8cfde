import { type Call, type Cursor, type Item, type Page, SourceError } from 'issuefs/source'
import { itemOf, wholeItem } from '../model/entity.ts'
import { type JsonObject, lineOf, nodesOf, objectOf } from '../model/json.ts'
import type { Kind } from '../model/key.ts'
import type { Repository } from '../options.ts'
import { askGraphql, askPage } from '../query/ask.ts'
import { IDENTITY, selectionOf } from '../query/selection.ts'
import type { Site } from '../site.ts'

/** How much is asked of each node. */
export type Depth = 'whole' | 'identity'

/** One walk through the issues or the pull requests of a repository, from the newest on or from the oldest back. */
interface Stream {
  readonly kind: Kind
  readonly from: 'newest' | 'oldest'
  readonly cursor?: string
  /** When the last node that it has read was created. */
  readonly edge?: string
}

/** Where a listing of a repository stands. */
interface Position {
  readonly streams: readonly Stream[]
  /** Nodes left to read of each kind, as far as is known. */
  readonly left: Readonly<Partial<Record<Kind, number>>>
  readonly total: number
}

interface Step {
  readonly stream: Stream
  readonly nodes: readonly JsonObject[]
  readonly isEnd: boolean
  readonly total: number
}

const START: Position = {
  streams: [
    { kind: 'issue', from: 'newest' },
    { kind: 'pull', from: 'newest' },
  ],
  left: {},
  total: 0,
}

/**
 * A round of a listing: a page of each stream, all at once. Issues and pull requests are read from both ends, so that
 * four pages are under way at a time; with `since`, which has no second end, from the latest change back.
 */
export async function repositoryPage(
  site: Site,
  call: Call,
  repository: Repository,
  depth: Depth,
  options: { readonly since?: string | undefined; readonly from?: Cursor | undefined },
): Promise<Page> {
  const position = options.from === undefined ? START : positionOf(options.from)
  const steps = await Promise.all(
    position.streams.map(stream =>
      step(site, call, repository, { depth, stream, since: options.since, left: position.left[stream.kind] }),
    ),
  )
  const items = steps.flatMap(({ nodes }) => nodes.flatMap(node => itemsOf(node, repository, depth, options.since)))
  const next = nextPosition(position, steps, options.since === undefined)
  return {
    items,
    ...(options.since === undefined && { total: next.total }),
    ...(next.streams.length > 0 && { next: JSON.stringify(next) }),
  }
}

/** What one step of a stream is asked for. */
interface Asked {
  readonly depth: Depth
  readonly stream: Stream
  readonly since: string | undefined
  /** Nodes of the kind that no stream has read yet. */
  readonly left: number | undefined
}

async function step(site: Site, call: Call, { owner, repo }: Repository, asked: Asked): Promise<Step> {
  const { depth, stream, since } = asked
  const { kind, from, cursor } = stream
  const connection = kind === 'issue' ? 'issues' : 'pullRequests'
  const order = `orderBy:{field:${since === undefined ? 'CREATED_AT' : 'UPDATED_AT'},direction:DESC}`
  const filter = since !== undefined && kind === 'issue' ? `,filterBy:{since:${JSON.stringify(since)}}` : ''
  const { data } = await askPage(site, size => {
    const count = countOf(asked, depth === 'identity' ? 100 : kind === 'issue' ? size : Math.ceil(size / 2))
    const range = from === 'newest' ? `first:${count},after:$cursor` : `last:${count},before:$cursor`
    const build = (lacks: ReadonlySet<string>) => `query($owner:String!,$repo:String!,$cursor:String){\
repository(owner:$owner,name:$repo){page:${connection}(${range},${order}${filter}){\
totalCount pageInfo{hasNextPage endCursor hasPreviousPage startCursor} \
nodes{${depth === 'identity' ? IDENTITY : selectionOf(kind, lacks)}}}}}`
    return askGraphql(site, call, build, { owner, repo, cursor: cursor ?? null })
  })
  const page = objectOf(objectOf(data.repository).page)
  return stepOf(stream, page, since)
}

/** No more than is left; the stream from the oldest leaves a page to the other one. */
function countOf({ stream, since, left }: Asked, size: number): number {
  if (left === undefined || since !== undefined) return size
  return Math.max(1, Math.min(size, stream.from === 'newest' ? left : left - size))
}

function stepOf(stream: Stream, page: JsonObject, since: string | undefined): Step {
  const { hasNextPage, endCursor, hasPreviousPage, startCursor } = objectOf(page.pageInfo)
  const nodes = nodesOf(page)
  const isNewest = stream.from === 'newest'
  const cursor = lineOf(isNewest ? endCursor : startCursor)
  const last = isNewest ? nodes.at(-1) : nodes[0]
  const edge = lineOf(last?.createdAt)
  const isOld = since !== undefined && (lineOf(last?.updatedAt) ?? '') < since
  const more = (isNewest ? hasNextPage : hasPreviousPage) === true && cursor !== undefined && cursor !== stream.cursor
  return {
    stream: { ...stream, ...(cursor && { cursor }), ...(edge && { edge }) },
    nodes,
    isEnd: !more || isOld || nodes.length === 0,
    total: Number(page.totalCount) || 0,
  }
}

function itemsOf(node: JsonObject, repository: Repository, depth: Depth, since: string | undefined): readonly Item[] {
  if (since !== undefined && (lineOf(node.updatedAt) ?? '') < since) return []
  const item = (depth === 'identity' ? itemOf : wholeItem)(node, repository)
  return item ? [item] : []
}

/** The streams that go on. Two of one kind have met when all is read, or when one has read what the other has. */
function nextPosition({ left, total }: Position, steps: readonly Step[], both: boolean): Position {
  const rest = { ...left }
  let all = total
  const streams: Stream[] = []
  for (const kind of ['issue', 'pull'] as const) {
    const own = steps.filter(({ stream }) => stream.kind === kind)
    const [first] = own
    if (!first) continue
    if (rest[kind] === undefined) all += first.total
    rest[kind] = (rest[kind] ?? first.total) - own.reduce((sum, { nodes }) => sum + nodes.length, 0)
    const [newest, oldest] = [own.find(isFrom('newest')), own.find(isFrom('oldest'))]
    if (own.some(({ isEnd }) => isEnd) || (both && rest[kind] <= 0) || haveMet(newest, oldest)) continue
    const isLong = both && rest[kind] > first.nodes.length
    streams.push(...own.map(({ stream }) => stream).filter(({ from }) => isLong || from === 'newest'))
    if (isLong && !oldest) streams.push({ kind, from: 'oldest' })
  }
  return { streams, left: rest, total: all }
}

function isFrom(from: Stream['from']) {
  return ({ stream }: Step) => stream.from === from
}

function haveMet(newest: Step | undefined, oldest: Step | undefined): boolean {
  const [down, up] = [newest?.stream.edge, oldest?.stream.edge]
  return down !== undefined && up !== undefined && down < up
}

function positionOf(cursor: Cursor): Position {
  try {
    const position = JSON.parse(cursor) as Position
    if (Array.isArray(position.streams) && typeof position.left === 'object') return position
  } catch {}
  throw new SourceError('invalid', 'The stored place in the listing of GitHub cannot be read: it begins again.')
}
