import { SourceError } from '../source/error.ts'
import type { Cursor, Page } from '../source/page.ts'

/** So many equal pages after each other are the same one: the tracker does not heed where it was to go on. */
const mostEqual = 3

/**
 * Watches a listing while it is read: tells whether a page is the last one.
 *
 * @param what the subject of the sentence, such as `The listing "issues"`
 * @returns which throws `unexpected` for a page that leads back to where the listing has been, or is the same as those
 * before it: it would never end
 */
export function watchPages(what: string): (page: Page, from: Cursor | undefined) => boolean {
  const begun = new Set<Cursor>()
  let before = ''
  let equal = 0

  return ({ items, next }, from) => {
    if (from === undefined) begun.clear()
    else begun.add(from)
    if (next === undefined) return true
    if (next === from)
      throw new SourceError('unexpected', `${what} says that there is more, but does not go on; it is not complete.`)
    if (begun.has(next))
      throw new SourceError('unexpected', `${what} leads back to its page "${next}"; it is not complete.`)
    const names = items.map(({ route, id }) => `${route} ${id}`).join('\n')
    equal = names !== '' && names === before ? equal + 1 : 0
    before = names
    if (equal >= mostEqual)
      throw new SourceError('unexpected', `${what} has the same items on each page; it is not complete.`)
    return false
  }
}
