import type { Issue } from '../data/model.ts'
import { type JqlField, jqlField } from './fields.ts'
import { issueTest } from './issue-test.ts'
import { namedTest } from './named-test.ts'
import { dateOf, type JqlScope, literals, refuseQuotedNumbers } from './operand.ts'
import { type Clause, JqlError, type Operator } from './syntax.ts'
import { textMatcher } from './text.ts'

/** Whether an issue is in. */
export type Predicate = (issue: Issue) => boolean
type Test = Extract<Clause, { kind: 'test' }>

/** A clause as a predicate; throws `JqlError` for fields, operators and values Jira refuses. */
export function compileClause(scope: JqlScope, clause: Clause): Predicate {
  switch (clause.kind) {
    case 'and': {
      const all = cheapestFirst(scope, clause.clauses).map(part => compileClause(scope, part))
      return issue => all.every(test => test(issue))
    }
    case 'or': {
      const any = clause.clauses.map(part => compileClause(scope, part))
      return issue => any.some(test => test(issue))
    }
    case 'not': {
      const inner = compileClause(scope, clause.clause)
      return issue => !inner(issue)
    }
    case 'test':
      return compileTest(scope, clause)
  }
}

/** Times are compared at once, text is searched last: most issues never come so far. */
function cheapestFirst(scope: JqlScope, clauses: readonly Clause[]): readonly Clause[] {
  const cost = (clause: Clause) => {
    const field = clause.kind === 'test' ? jqlField(scope.store, clause.field) : undefined
    return field?.kind === 'date' ? 0 : field?.kind === 'text' ? 2 : 1
  }
  return clauses.toSorted((first, second) => cost(first) - cost(second))
}

function compileTest(scope: JqlScope, test: Test): Predicate {
  const field = jqlField(scope.store, test.field)
  if (!field) {
    throw new JqlError(`Field '${test.field}' does not exist or you do not have permission to view it.`)
  }
  const values = literals(scope, test.operand, test.field)
  if (values.includes(undefined) && values.length === 1) return emptiness(field, test)
  const texts = values.filter(value => value !== undefined)
  const found = positive(scope, field, test, texts)
  if (!negative(test.operator)) return values.includes(undefined) ? or(found, isEmpty(field)) : found
  const empty = isEmpty(field)
  return issue => !empty(issue) && !found(issue)
}

/** The test without its NOT. */
function positive(scope: JqlScope, field: JqlField, test: Test, texts: readonly string[]): Predicate {
  switch (field.kind) {
    case 'text': {
      allow(test, ['~', '!~'])
      const match = textMatcher(texts.join(' '))
      return issue => match(field.texts(issue))
    }
    case 'date':
    case 'number': {
      allow(test, ['=', '!=', '<', '<=', '>', '>=', 'in', 'not in'])
      if (field.kind === 'date') refuseQuotedNumbers(test.operand, test.field)
      const numbers = texts.map(text => (field.kind === 'date' ? dateOf(scope, text, test.field) : Number(text)))
      const compare = comparison(test.operator)
      return issue => {
        const value = field.value(issue)
        return value !== undefined && numbers.some(number => compare(value - number))
      }
    }
    case 'issue':
      allow(test, ['=', '!=', '<', '<=', '>', '>=', 'in', 'not in'])
      return issueTest(scope.store, field, test, texts, comparison(test.operator))
    case 'user':
    case 'named': {
      const ordered = field.kind === 'named' && field.rank !== undefined
      allow(test, ['=', '!=', 'in', 'not in', ...(ordered ? (['<', '<=', '>', '>='] as const) : [])])
      return namedTest(scope.store, field, test, texts, comparison(test.operator))
    }
  }
}

function allow(test: Test, operators: readonly Operator[]): void {
  if (!operators.includes(test.operator)) {
    throw new JqlError(`The operator '${test.operator}' is not supported by the '${test.field}' field.`)
  }
}

function emptiness(field: JqlField, test: Test): Predicate {
  allow(test, ['is', 'is not', '=', '!=', 'in', 'not in'])
  const empty = isEmpty(field)
  return negative(test.operator) ? issue => !empty(issue) : empty
}

function isEmpty(field: JqlField): Predicate {
  switch (field.kind) {
    case 'text':
      return issue => field.texts(issue).every(text => text === '')
    case 'date':
    case 'number':
      return issue => field.value(issue) === undefined
    case 'issue':
      return issue => field.target(issue) === undefined
    default:
      return issue => field.values(issue).length === 0
  }
}

function negative(operator: Operator): boolean {
  return operator === '!=' || operator === '!~' || operator === 'not in' || operator === 'is not'
}

/** What the operator says of a difference; negations are taken off elsewhere. */
function comparison(operator: Operator): (difference: number) => boolean {
  switch (operator) {
    case '<':
      return difference => difference < 0
    case '<=':
      return difference => difference <= 0
    case '>':
      return difference => difference > 0
    case '>=':
      return difference => difference >= 0
    default:
      return difference => difference === 0
  }
}

function or(first: Predicate, second: Predicate): Predicate {
  return issue => first(issue) || second(issue)
}
