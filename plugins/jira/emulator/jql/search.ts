import type { Issue } from '../data/model.ts'
import { compileClause } from './compile.ts'
import type { JqlScope } from './operand.ts'
import { type Ordering, orderingOf } from './order.ts'
import { parseJql } from './parse.ts'
import type { Clause, Operand, Query } from './syntax.ts'

/** A query made ready. */
export interface Prepared {
  readonly query: Query
  readonly ordering: Ordering
  /** Whether its answer depends on the time of asking. */
  readonly volatile: boolean
  /** The matching issues, in order. */
  run(issues: Iterable<Issue>): readonly Issue[]
}

/** Reads and checks a query; throws `JqlError`. */
export function prepare(scope: JqlScope, jql: string): Prepared {
  const query = parseJql(jql)
  const test = query.where ? compileClause(scope, query.where) : () => true
  const ordering = orderingOf(scope, query.order)
  return {
    query,
    ordering,
    volatile: query.where !== undefined && isVolatile(query.where),
    run(issues) {
      const found: { readonly issue: Issue; readonly key: ReturnType<Ordering['key']> }[] = []
      for (const issue of issues) if (test(issue)) found.push({ issue, key: ordering.key(issue) })
      found.sort((first, second) => ordering.compare(first.key, second.key))
      return found.map(({ issue }) => issue)
    },
  }
}

function isVolatile(clause: Clause): boolean {
  if (clause.kind === 'not') return isVolatile(clause.clause)
  if (clause.kind !== 'test') return clause.clauses.some(isVolatile)
  return timed(clause.operand)
}

function timed(operand: Operand): boolean {
  if (operand.kind === 'list') return operand.items.some(timed)
  return operand.kind === 'call' || (operand.kind === 'literal' && /^[+-]/.test(operand.text))
}
