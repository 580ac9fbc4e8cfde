import type { FieldType, Type } from './types.ts'

/** What has nothing but a name. */
export interface Named {
  readonly name: string
}

export function named(name: string | null): Named | null {
  return name === null ? null : { name }
}

/** A type whose fields are values. */
export function fieldsOf<S>(getters: Readonly<Record<string, (source: S) => unknown>>): Type {
  return {
    fields: Object.fromEntries(Object.entries(getters).map(([name, get]) => [name, { get: get as FieldType['get'] }])),
  }
}
