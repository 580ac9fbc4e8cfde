/** A place where two values of JSON differ. */
export interface Difference {
  /** `fields.description.content.3.text`; of lists of another length, the list, or what was added at its end. */
  readonly path: string
  readonly before: unknown
  readonly after: unknown
}

/** Where two values of JSON differ, leaf by leaf. What was added at the end of a list is a difference for each. */
export function differences(before: unknown, after: unknown, path = ''): readonly Difference[] {
  if (isObject(before) && isObject(after)) {
    if (Array.isArray(before) !== Array.isArray(after)) return [{ path, before, after }]
    if (Array.isArray(before) && before.length > Object.keys(after).length) return [{ path, before, after }]
    const names = new Set([...Object.keys(before), ...Object.keys(after)])
    return [...names].flatMap(name => differences(before[name], after[name], path === '' ? name : `${path}.${name}`))
  }
  return Object.is(before, after) ? [] : [{ path, before, after }]
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

/** What differs between two texts, without what they have in common at both ends. */
export function middle(before: string, after: string): { readonly before: string; readonly after: string } {
  const least = Math.min(before.length, after.length)
  let start = 0
  while (start < least && before[start] === after[start]) start++
  let end = 0
  while (end < least - start && before.at(-1 - end) === after.at(-1 - end)) end++
  return { before: before.slice(start, before.length - end), after: after.slice(start, after.length - end) }
}
