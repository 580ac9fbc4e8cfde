/** The tree of a JQL query. */

/** A query: `where` is missing when there is only ORDER BY, or nothing. */
export interface Query {
  readonly where?: Clause
  readonly order: readonly Order[]
}

export interface Order {
  readonly field: string
  readonly descending: boolean
}

export type Clause =
  | { readonly kind: 'and' | 'or'; readonly clauses: readonly Clause[] }
  | { readonly kind: 'not'; readonly clause: Clause }
  | { readonly kind: 'test'; readonly field: string; readonly operator: Operator; readonly operand: Operand }

export type Operator = '=' | '!=' | '<' | '<=' | '>' | '>=' | '~' | '!~' | 'in' | 'not in' | 'is' | 'is not'

export type Operand =
  | { readonly kind: 'literal'; readonly text: string; readonly quoted: boolean }
  | { readonly kind: 'empty' }
  | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly string[] }
  | { readonly kind: 'list'; readonly items: readonly Operand[] }

/** A query Jira refuses; `message` is what it says. */
export class JqlError extends Error {}
