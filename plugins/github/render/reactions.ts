import { countOf, isObject, lineOf, listOf, objectOf } from '../model/json.ts'

/** What GitHub calls the two thumbs elsewhere. */
const SHORT: Readonly<Record<string, string>> = { THUMBS_UP: '+1', THUMBS_DOWN: '-1' }

/** Reactions in short: `[+1 3, heart 1]`. */
export function reactions(groups: unknown): readonly string[] {
  return listOf(groups)
    .filter(isObject)
    .flatMap(({ content, reactors }) => {
      const [name, count] = [lineOf(content), countOf(objectOf(reactors).totalCount)]
      return name && count ? [`${SHORT[name] ?? name.toLowerCase()} ${count}`] : []
    })
}
