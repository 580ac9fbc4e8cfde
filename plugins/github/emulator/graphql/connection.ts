import { type Args, type FieldType, GraphqlRefusal, type Type } from './types.ts'

/** A stretch of a list, as GraphQL pages it. */
export interface Connection {
  readonly nodes: readonly unknown[]
  readonly totalCount: number
  readonly pageInfo: object
}

/** The type of a connection to a type. */
export function connectionType(type: string): Type {
  return {
    fields: {
      totalCount: { get: ({ totalCount }: Connection) => totalCount },
      issueCount: { get: ({ totalCount }: Connection) => totalCount },
      nodes: { type, get: ({ nodes }: Connection) => nodes },
      pageInfo: { type: 'PageInfo', get: ({ pageInfo }: Connection) => pageInfo },
    },
  }
}

/** A field that is a connection. */
export function connection<S>(
  type: string,
  all: (source: S, args: Args) => readonly unknown[],
  args: readonly string[] = [],
): FieldType {
  return {
    type,
    args: ['first', 'last', 'after', 'before', ...args],
    get: (source: never, given) => connect(all(source, given), given),
  }
}

/** A cursor names the object that it stands at, so that it holds when others come and go before it. */
export function connect(all: readonly unknown[], { first, last, after, before }: Args): Connection {
  const size = first ?? last
  if (size === undefined) return { nodes: [], totalCount: all.length, pageInfo: {} }
  if (typeof size !== 'number' || size < 0 || size > 100) {
    throw new GraphqlRefusal(
      'EXCESSIVE_PAGINATION',
      `Requesting ${String(size)} records exceeds the \`first\` limit of 100 records.`,
    )
  }
  const from = typeof after === 'string' ? positionOf(all, after) + 1 : 0
  const to = typeof before === 'string' ? positionOf(all, before) : all.length
  const [start, end] = first === undefined ? [Math.max(from, to - size), to] : [from, Math.min(to, from + size)]
  const nodes = all.slice(start, end)
  return {
    nodes,
    totalCount: all.length,
    pageInfo: {
      hasNextPage: end < all.length,
      hasPreviousPage: start > 0,
      startCursor: nodes.length > 0 ? cursorOf(nodes[0], start) : null,
      endCursor: nodes.length > 0 ? cursorOf(nodes.at(-1), end - 1) : null,
    },
  }
}

function cursorOf(node: unknown, at: number): string {
  const { id } = node as { readonly id?: unknown }
  return Buffer.from(`cursor:${String(id ?? '')}:${at}`).toString('base64')
}

function positionOf(all: readonly unknown[], cursor: string): number {
  const [, id, at] = /^cursor:(.*):(\d+)$/.exec(Buffer.from(cursor, 'base64').toString()) ?? []
  if (at === undefined)
    throw new GraphqlRefusal('INVALID_CURSOR_ARGUMENTS', `\`${cursor}\` does not appear to be a valid cursor.`)
  const near = Number(at)
  const isIt = (one: unknown) => String((one as { readonly id?: unknown } | undefined)?.id ?? '') === id
  if (id === '' || isIt(all[near])) return near
  const found = all.findIndex(isIt)
  return found < 0 ? near : found
}
