import type { BugzillaClient } from '../client.ts'
import type { RawBug } from '../model/bug.ts'
import { idOf, listOf, objectOf } from '../model/json.ts'
import { type Sieved, sieve } from './sieve.ts'

/** The comments that came along with a bug, oldest first; `undefined` where none can have. */
export function embeddedComments(raw: RawBug): readonly unknown[] | undefined {
  return Array.isArray(raw.comments) ? ordered(raw.comments) : undefined
}

/** All comments of several bugs, oldest first. */
export function commentsOf(client: BugzillaClient, ids: readonly number[]): Promise<Sieved<readonly unknown[]>> {
  return sieve(client, ids, async some => {
    const answer = objectOf(objectOf(await client.comments(some)).bugs)
    return new Map(some.map(id => [id, ordered(listOf(objectOf(answer[id]).comments))]))
  })
}

/** In the order of their numbers, which is that of their making, each once. */
function ordered(comments: readonly unknown[]): readonly unknown[] {
  const unique = new Map(comments.map((comment, at) => [idOf(objectOf(comment).id) ?? `at ${at}`, comment]))
  return [...unique.values()].toSorted((a, b) => numberOf(a) - numberOf(b))
}

function numberOf(comment: unknown): number {
  return idOf(objectOf(comment).id) ?? 0
}
