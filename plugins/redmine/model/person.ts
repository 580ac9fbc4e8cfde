import { lineOf, objectOf } from './json.ts'

/** The name of a user or a group; of anything that Redmine gives as `{ id, name }`. */
export function nameOf(value: unknown): string | undefined {
  const { id, name } = objectOf(value)
  return lineOf(name) ?? (lineOf(id) && `#${lineOf(id)}`)
}

/** The id of anything that has one. */
export function idOf(value: unknown): string | undefined {
  return lineOf(objectOf(value).id)
}
