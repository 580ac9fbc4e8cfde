import { lineOf, listOf, objectOf } from '../model/json.ts'

/** Links in both directions, as this issue sees them: `blocks PROJ-50`, `is blocked by PROJ-7`. */
export function linkLines(field: unknown): readonly string[] {
  return listOf(field).flatMap(raw => {
    const link = objectOf(raw)
    const type = objectOf(link.type)
    const outward = lineOf(objectOf(link.outwardIssue).key)
    const inward = lineOf(objectOf(link.inwardIssue).key)
    const name = lineOf(type.name) ?? 'relates to'
    return [
      ...(outward ? [`${lineOf(type.outward) ?? name} ${outward}`] : []),
      ...(inward ? [`${lineOf(type.inward) ?? name} ${inward}`] : []),
    ]
  })
}

/** The keys of other issues in a list of stubs. */
export function keysOf(field: unknown): readonly string[] {
  return listOf(field).flatMap(stub => lineOf(objectOf(stub).key) ?? [])
}
