import { lineOf, nodesOf, objectOf, wordsOf } from '../model/json.ts'

/** Another issue in short, as GitHub's own texts name it: `acme/app#12 (closed)`. `here`: the repository it is named in. */
export function reference(value: unknown, here: string): string | undefined {
  const { number, state, repository } = objectOf(value)
  const name = lineOf(number)
  if (name === undefined) return undefined
  const where = lineOf(objectOf(repository).nameWithOwner) ?? here
  const how = wordsOf(state)
  return `${where}#${name}${how === undefined || how === 'open' ? '' : ` (${how})`}`
}

/** Those of a connection, in GitHub's order. */
export function references(connection: unknown, here: string): readonly string[] {
  return nodesOf(connection).flatMap(node => reference(node, here) ?? [])
}
