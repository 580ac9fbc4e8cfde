import { SourceError } from './error.ts'
import type { Cursor } from './page.ts'

/** What one page of a listing has, and where the next one begins. */
interface PageOf<T> {
  readonly items: readonly T[]
  /** Absent on the last page. */
  readonly next?: Cursor | undefined
}

/**
 * Reads a listing to its last page where all of it is one answer, such as the comments of an issue. For listings of issues
 * the kernel drives, page by page.
 *
 * @param page gives one page; the first without `from`
 * @throws SourceError what `page` throws, and `unexpected` for a page that leads back to one that was read
 * @example
 * const comments = await everyPage(async from => {
 *   const address = `${url}/issues/7/comments`
 *   return await json<{ items: string[]; next?: string }>(call, address, { query: { page: from } })
 * })
 */
export async function everyPage<T>(page: (from?: Cursor) => Promise<PageOf<T>>): Promise<readonly T[]> {
  const items: T[] = []
  const seen = new Set<Cursor | undefined>()
  for (let from: Cursor | undefined; ; ) {
    if (seen.has(from)) throw new SourceError('unexpected', `A listing led back to its page "${from}".`)
    seen.add(from)
    const read = await page(from)
    items.push(...read.items)
    if (read.next === undefined) return items
    from = read.next
  }
}
