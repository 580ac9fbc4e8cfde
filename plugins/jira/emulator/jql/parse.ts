import { type Clause, JqlError, type Operand, type Operator, type Order, type Query } from './syntax.ts'
import { type Token, tokenize, where } from './tokens.ts'

const operators: ReadonlySet<string> = new Set(['=', '!=', '<', '<=', '>', '>=', '~', '!~'])
const valid = "The valid operators are '=', '!=', '<', '>', '<=', '>=', '~', '!~', 'IN', 'NOT IN', 'IS' and 'IS NOT'."

/** Reads a query; throws `JqlError` with what Jira would say. */
export function parseJql(text: string): Query {
  const tokens = tokenize(text)
  let at = 0
  const peek = () => tokens[at]!
  const take = () => tokens[at++]!
  const isSign = (sign: string) => peek().kind === 'sign' && peek().text === sign
  const isWord = (word: string, ahead = 0) => {
    const token = tokens[at + ahead]
    return token?.kind === 'word' && token.text.toLowerCase() === word
  }
  const skip = (test: boolean) => {
    if (test) at++
    return test
  }

  const clause = peek().kind === 'end' || isOrder() ? undefined : either()
  const order = isOrder() ? orderBy() : []
  if (peek().kind !== 'end') fail("Expecting either 'OR' or 'AND' but got", peek())
  return { ...(clause ? { where: clause } : {}), order }

  function isOrder(): boolean {
    return isWord('order') && isWord('by', 1)
  }

  function either(): Clause {
    const clauses = [both()]
    while (skip(isWord('or') || isSign('||'))) clauses.push(both())
    return clauses.length === 1 ? clauses[0]! : { kind: 'or', clauses }
  }

  function both(): Clause {
    const clauses = [single()]
    while (skip(isWord('and') || isSign('&&'))) clauses.push(single())
    return clauses.length === 1 ? clauses[0]! : { kind: 'and', clauses }
  }

  function single(): Clause {
    if (skip(isWord('not') || isSign('!'))) return { kind: 'not', clause: single() }
    if (skip(isSign('('))) {
      const clause = either()
      if (!skip(isSign(')'))) fail("Expecting ')' before", peek())
      return clause
    }
    return test()
  }

  function test(): Clause {
    const field = fieldName()
    const operator = readOperator()
    if (operator === 'in' || operator === 'not in') {
      const operand = isSign('(') ? list() : value()
      return { kind: 'test', field, operator, operand }
    }
    return { kind: 'test', field, operator, operand: value() }
  }

  function fieldName(): string {
    const token = take()
    if (token.kind !== 'word' && token.kind !== 'string') fail('Expecting a field name but got', token)
    if (token.text.toLowerCase() !== 'cf' || !skip(isSign('['))) return token.text
    const number = take().text
    if (!skip(isSign(']'))) fail("Expecting ']' but got", peek())
    return `cf[${number}]`
  }

  function readOperator(): Operator {
    const token = take()
    if (token.kind === 'sign' && operators.has(token.text)) return token.text as Operator
    const word = token.kind === 'word' ? token.text.toLowerCase() : ''
    if (word === 'in') return 'in'
    if (word === 'is') return skip(isWord('not')) ? 'is not' : 'is'
    if (word === 'not' && skip(isWord('in'))) return 'not in'
    return fail(token.kind === 'end' ? 'Expecting operator before' : 'Expecting operator but got', token, valid)
  }

  function value(): Operand {
    const token = take()
    if (token.kind === 'string') return { kind: 'literal', text: token.text, quoted: true }
    if (token.kind !== 'word') return fail('Expecting either a value, list or function but got', token)
    if (/^(empty|null)$/i.test(token.text)) return { kind: 'empty' }
    if (!skip(isSign('('))) return { kind: 'literal', text: token.text, quoted: false }
    const found: string[] = []
    while (!skip(isSign(')'))) {
      if (peek().kind === 'end') fail("Expecting ')' before", peek())
      found.push(take().text)
      skip(isSign(','))
    }
    return { kind: 'call', name: token.text, arguments: found }
  }

  function list(): Operand {
    take()
    const items = [value()]
    while (skip(isSign(','))) items.push(value())
    if (!skip(isSign(')'))) fail("Expecting either ',' or ')' but got", peek())
    return { kind: 'list', items }
  }

  function orderBy(): readonly Order[] {
    at += 2
    const order: Order[] = []
    do {
      const field = fieldName()
      const descending = isWord('desc')
      skip(descending || isWord('asc'))
      order.push({ field, descending })
    } while (skip(isSign(',')))
    return order
  }

  function fail(problem: string, token: Token, advice?: string): never {
    const got = token.kind === 'end' ? 'the end of the query' : `'${token.text}'`
    const end = token.kind === 'end' && problem.endsWith('before') ? '' : ` ${where(token)}`
    throw new JqlError(`Error in the JQL Query: ${problem} ${got}.${advice ? ` ${advice}` : ''}${end}`)
  }
}
