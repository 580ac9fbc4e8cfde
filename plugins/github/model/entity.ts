import type { Item } from 'issuefs/source'
import type { Repository } from '../options.ts'
import { ISSUE, PULL } from '../routes/paths.ts'
import { type JsonObject, lineOf, nodesOf, objectOf } from './json.ts'
import { type ItemKey, idOf, isNumber, type Kind } from './key.ts'
import { isoTime } from './time.ts'

/** An issue or a pull request as it is stored: what GraphQL answered, its connections read to the end. */
export interface Entity {
  readonly kind: Kind
  readonly key: ItemKey
  readonly node: JsonObject
}

/** Whether a node is an issue or a pull request. */
export function kindOf(node: JsonObject): Kind | undefined {
  if (!isNumber(node.number)) return undefined
  if (node.__typename === 'Issue') return 'issue'
  return node.__typename === 'PullRequest' ? 'pull' : undefined
}

/** The name of the route of a kind. */
export function routeOf(kind: Kind): string {
  return kind === 'issue' ? ISSUE : PULL
}

/** Identity and version of a node, as a listing gives them. */
export function itemOf(node: JsonObject, { owner, repo }: Repository): (Item & { readonly key: ItemKey }) | undefined {
  const kind = kindOf(node)
  if (kind === undefined) return undefined
  const key = { owner, repo, number: Number(node.number) }
  return { route: routeOf(kind), key, id: idOf(key), ...versionOf(node) }
}

/** A node that was asked for as a whole, with what the answer left out. */
export function wholeItem(node: JsonObject, repository: Repository): Item | undefined {
  const [item, kind] = [itemOf(node, repository), kindOf(node)]
  if (!item || !kind) return undefined
  const missing = missingOf(node)
  const entity: Entity = { kind, key: item.key, node }
  return { ...item, entity, ...(missing.length > 0 && { missing }) }
}

/** The version of a node: its time, which moves with every change but a reaction. */
export function versionOf(node: JsonObject): { readonly validator?: string; readonly modified?: string } {
  const modified = isoTime(node.updatedAt)
  return modified === undefined ? {} : { validator: modified, modified }
}

/** `OPEN`, `CLOSED`, or `MERGED`. */
export function stateOf({ state, pullState }: JsonObject): unknown {
  return state ?? pullState
}

/** What the first answer left out: `comments`, `reviews`. */
export function missingOf(node: JsonObject): readonly string[] {
  const reviews = nodesOf(node.reviews)
  return [
    ...(isCut(node.comments) ? ['comments'] : []),
    ...(isCut(node.reviews) || reviews.some(review => isCut(review.comments)) ? ['reviews'] : []),
  ]
}

/** Whether a connection goes on after what is here. */
export function isCut(connection: unknown): boolean {
  const page = objectOf(objectOf(connection).pageInfo)
  return page.hasNextPage === true && lineOf(page.endCursor) !== undefined
}
