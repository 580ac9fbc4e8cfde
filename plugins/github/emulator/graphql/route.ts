import type { Reply, Request, Route } from '../http/message.ts'
import { type Checked, check } from './check.ts'
import { execute } from './execute.ts'
import { parseOperation } from './parse.ts'
import type { Operation } from './syntax.ts'
import type { Args, Schema } from './types.ts'

/** `POST /graphql`. `mostNodes`: what it takes too long for. */
export function graphqlRoute(schema: Schema, mostNodes: number): Route {
  return ['POST', '/graphql', request => answer(schema, mostNodes, request)]
}

function answer(schema: Schema, mostNodes: number, { body }: Request): Reply {
  const { query, variables } = (body ?? {}) as { readonly query?: unknown; readonly variables?: unknown }
  let parsed: Operation
  try {
    parsed = parseOperation(String(query ?? ''))
  } catch (error) {
    return failed([{ message: (error as Error).message }])
  }
  const checked: Checked = check(schema, parsed)
  if (checked.errors.length > 0) return failed(checked.errors)
  if (checked.nodes > mostNodes) {
    return { status: 502, json: { message: 'We couldn’t respond to your request in time.' } }
  }
  const { data, errors } = execute(schema, parsed, (variables ?? {}) as Args)
  const cost = Math.max(1, Math.round(checked.connections / 100))
  if (errors.some(({ type }) => type === 'INSUFFICIENT_SCOPES')) return { ...failed(errors.slice(0, 1)), cost }
  return { status: 200, json: { data, ...(errors.length > 0 && { errors }) }, cost }
}

function failed(errors: readonly unknown[]): Reply {
  return { status: 200, json: { errors } }
}
