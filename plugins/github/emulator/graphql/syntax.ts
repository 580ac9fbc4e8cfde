/** The part of GraphQL's query language that is read: fields, aliases, arguments, variables, inline fragments. */

export interface Field {
  readonly kind: 'field'
  readonly name: string
  /** What it is called in the answer. */
  readonly alias: string
  readonly args: Readonly<Record<string, Value>>
  readonly selections: readonly Selection[]
}

export interface Fragment {
  readonly kind: 'fragment'
  readonly type: string
  readonly selections: readonly Selection[]
}

export type Selection = Field | Fragment

/** What was asked as a whole. */
export interface Operation {
  readonly root: 'Query' | 'Mutation'
  readonly selections: readonly Selection[]
}

/** A value as it was written. Enumerations are strings. */
export type Value =
  | { readonly variable: string }
  | { readonly constant: string | number | boolean | null }
  | { readonly list: readonly Value[] }
  | { readonly object: Readonly<Record<string, Value>> }
