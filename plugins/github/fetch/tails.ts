import { type Call, isSourceError } from 'issuefs/source'
import { isTooMuch } from '../client.ts'
import { isCut } from '../model/entity.ts'
import { isObject, type JsonObject, lineOf, nodesOf, objectOf } from '../model/json.ts'
import { askGraphql } from '../query/ask.ts'
import { comments, remarks, reviews } from '../query/selection.ts'
import type { Site } from '../site.ts'

/** Connections that a first answer may cut short, and where each goes on. */
interface Hole {
  /** The node that it belongs to. */
  readonly owner: JsonObject
  readonly field: 'comments' | 'reviews'
}

/** Most connections that one query goes on with. */
const BATCH = 20

/**
 * Whole nodes for those that were cut short: all their comments, reviews and remarks. One of which nothing more is to
 * be had, because it is gone, is `undefined`.
 */
export async function completed(
  site: Site,
  call: Call,
  nodes: readonly JsonObject[],
): Promise<ReadonlyMap<JsonObject, JsonObject | undefined>> {
  const copies = new Map(nodes.filter(node => holesOf(node).length > 0).map(node => [node, structuredClone(node)]))
  const lost = new Set<JsonObject>()
  for (let most = BATCH; ; ) {
    const left = [...copies.values()].filter(copy => !lost.has(copy))
    const holes = left.flatMap(copy => holesOf(copy).map(hole => ({ ...hole, copy }))).slice(0, most)
    if (holes.length === 0) return new Map([...copies].map(([node, copy]) => [node, lost.has(copy) ? undefined : copy]))
    try {
      for (const at of await fill(site, call, holes)) lost.add(holes[at]!.copy)
    } catch (error) {
      if (!isTooMuch(error) || holes.length === 1) throw error
      most = Math.ceil(holes.length / 2)
    }
  }
}

function holesOf(node: JsonObject): readonly Hole[] {
  const own = (['comments', 'reviews'] as const).flatMap(field => (isCut(node[field]) ? [{ owner: node, field }] : []))
  const inner = nodesOf(node.reviews).flatMap(review =>
    isCut(review.comments) ? [{ owner: review, field: 'comments' as const }] : [],
  )
  return [...own, ...inner]
}

/** Reads one more page of each. Gives those that could not be read. */
async function fill(site: Site, call: Call, holes: readonly Hole[]): Promise<readonly number[]> {
  const parts = holes.map(({ owner, field }, at) => {
    const { endCursor } = objectOf(objectOf(owner[field]).pageInfo)
    const args = `first:100,after:${JSON.stringify(endCursor)}`
    const type = lineOf(owner.__typename) ?? 'PullRequestReview'
    const selection =
      type === 'PullRequestReview'
        ? remarks(args)
        : field === 'reviews'
          ? reviews(args.replace('100', '20'))
          : comments(args)
    return `h${at}:node(id:${JSON.stringify(owner.id ?? '')}){...on ${type}{${selection}}}`
  })
  const { data } = await askGraphql(site, call, () => `query{${parts.join(' ')}}`).catch(error => {
    if (isSourceError(error) && error.kind === 'not-found') return { data: {} as JsonObject }
    throw error
  })
  return holes.flatMap(({ owner, field }, at) => {
    const page = objectOf(data[`h${at}`])[field]
    if (!isObject(page)) return [at]
    const fresh = nodesOf(page)
    const target = owner[field] as { nodes: unknown; pageInfo: unknown }
    target.nodes = [...nodesOf(target), ...fresh]
    target.pageInfo = fresh.length > 0 ? page.pageInfo : { hasNextPage: false }
    return []
  })
}
