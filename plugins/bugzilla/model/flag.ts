import { lineOf, objectOf } from './json.ts'

/** A flag of a bug or an attachment on one line: `needinfo? bob@example.test (set by ann@example.test)`. */
export function flagLine(raw: unknown): string | undefined {
  const { name, status, requestee, setter } = objectOf(raw)
  const flag = lineOf(name)
  if (flag === undefined) return undefined
  const wanted = lineOf(requestee)
  const by = lineOf(setter)
  return `${flag}${lineOf(status) ?? ''}${wanted ? ` ${wanted}` : ''}${by ? ` (set by ${by})` : ''}`
}
