/** A type of the schema: its fields by name. */
export interface Type {
  readonly fields: Readonly<Record<string, FieldType>>
}

/** A field: a value itself, or an object of another type. Arguments come with variables filled in. */
export interface FieldType {
  /** The type of the object or of each object of the list; absent for a scalar. Abstract ones name what they may be. */
  readonly type?: string
  readonly args?: readonly string[]
  /** Scopes of which the token has none: the whole query is refused. */
  readonly needs?: readonly string[] | undefined
  get(source: never, args: Args): unknown
}

export type Args = Readonly<Record<string, unknown>>

export interface Schema {
  readonly types: Readonly<Record<string, Type>>
  /** What an abstract type may be. */
  readonly unions: Readonly<Record<string, readonly string[]>>
  /** The type of an object that stands where an abstract one is promised. */
  typeOf(source: object): string
}

/** A part of an answer that could not be given: it is null, and the errors say why. */
export class GraphqlRefusal extends Error {
  readonly type: string
  constructor(type: string, message: string) {
    super(message)
    this.type = type
  }
}
