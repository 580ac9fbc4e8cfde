import type { Call } from 'issuefs/source'
import { embeddedComments, type RawIssue } from '../model/issue.ts'
import { lineOf, listOf, objectOf } from '../model/json.ts'
import type { Site } from '../site.ts'

/**
 * All comments of an issue, oldest first. Cloud cuts the embedded ones short (20 or so): the remainder is read, and if
 * that does not add up, because the embedded ones were not the first ones, all of them.
 */
export async function allComments(site: Site, call: Call, raw: RawIssue): Promise<readonly unknown[]> {
  const { comments, total } = embeddedComments(raw)
  if (comments.length >= total) return comments
  const tail = await commentsFrom(site, call, raw.id, comments.length)
  const whole = unique([...comments, ...tail.comments])
  if (whole.length >= tail.total) return whole
  return unique((await commentsFrom(site, call, raw.id, 0)).comments)
}

async function commentsFrom(site: Site, call: Call, id: string, from: number) {
  const client = await site.client(call)
  const found: unknown[] = []
  for (let startAt = from; ; ) {
    const page = await client.comments(id, startAt)
    const comments = listOf(page.comments)
    found.push(...comments)
    startAt += comments.length
    const total = page.total ?? startAt
    if (comments.length === 0 || startAt >= total) return { comments: found, total }
  }
}

function unique(comments: readonly unknown[]): readonly unknown[] {
  const byId = new Map(comments.map((comment, position) => [lineOf(objectOf(comment).id) ?? position, comment]))
  return [...byId.values()]
}
