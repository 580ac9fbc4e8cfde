import type { NewComment } from 'issuefs/source'
import type { Issue } from '../model/issue.ts'
import { listOf } from '../model/json.ts'
import type { WriteContext } from './context.ts'
import { markWithin } from './mark.ts'

/** Most comments that Cloud gives by id at once. */
const MOST = 1000

/**
 * Looks for a comment by its mark, which Cloud stores in the same step as the comment: one with other words is found, one
 * with the same words that was made elsewhere is not. Data Center gets no mark.
 */
export async function findComment(
  { fresh, mark }: NewComment<unknown, Issue> & { readonly fresh: readonly string[] },
  { client }: WriteContext,
): Promise<'found' | 'absent' | 'unknown'> {
  if (client.flavour !== 'cloud') return 'unknown'
  for (let from = 0; from < fresh.length; from += MOST) {
    const { values } = await client.commentProperties(fresh.slice(from, from + MOST))
    if (listOf(values).some(comment => markWithin(comment) === mark)) return 'found'
  }
  return 'absent'
}
