import { type Comment, markdownText } from 'issuefs/source'
import { type JsonObject, lineOf, nodesOf, objectOf, textOf, wordsOf } from '../model/json.ts'
import { isoTime } from '../model/time.ts'

/** Comments, reviews and remarks on lines of the diff as one conversation, oldest first. */
export function conversation(node: JsonObject): readonly Comment[] {
  const found = [...nodesOf(node.comments).map(comment), ...nodesOf(node.reviews).flatMap(review)]
  const taken = new Set<string>()
  const unique = found.filter(({ id }) => !taken.has(id) && taken.add(id))
  return unique.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}

function comment(raw: JsonObject, at: number): Comment {
  return entry(raw, `${at + 1}`, hidden(raw))
}

/** A review without a word that only carries remarks says nothing itself; a verdict does. One's own draft is not said yet. */
function review(raw: JsonObject, at: number): readonly Comment[] {
  const verdict = wordsOf(raw.state)
  if (verdict === 'pending') return []
  const remarks = nodesOf(raw.comments).map((each, number) => remark(each, `${at + 1}-${number + 1}`))
  const isSilent = !textOf(raw.body)?.trim() && (verdict === 'commented' || verdict === undefined)
  const head = entry(
    { ...raw, createdAt: raw.submittedAt ?? raw.createdAt },
    `review-${at + 1}`,
    `review, ${verdict ?? 'commented'}`,
  )
  return isSilent ? remarks : [head, ...remarks]
}

function remark(raw: JsonObject, id: string): Comment {
  const line = lineOf(raw.line) ?? lineOf(raw.originalLine)
  const place = [lineOf(raw.path), line].filter(Boolean).join(':')
  const notes = [place && `on ${place}`, raw.outdated === true && 'outdated', hidden(raw)].filter(Boolean)
  return entry(raw, `remark-${id}`, notes.join(', '))
}

function entry(raw: JsonObject, fallback: string, note: string | undefined): Comment {
  const { author, createdAt, lastEditedAt, body } = raw
  const authorId = lineOf(objectOf(author).databaseId) ?? lineOf(objectOf(author).login)
  const edited = isoTime(lastEditedAt)
  return {
    id: idAt(raw.url) ?? fallback,
    author: lineOf(objectOf(author).login) ?? 'ghost',
    ...(authorId && { authorId }),
    at: isoTime(createdAt) ?? '1970-01-01T00:00:00Z',
    ...(edited && { edited }),
    ...(note && { note }),
    text: markdownText(textOf(body)),
  }
}

/** The number that GitHub knows a comment by. Its kinds count apart, so those of reviews keep a letter. */
function idAt(url: unknown): string | undefined {
  const [, kind, id] = /#(issuecomment-|discussion_r|pullrequestreview-)(\d+)$/.exec(lineOf(url) ?? '') ?? []
  if (id === undefined) return undefined
  return kind === 'issuecomment-' ? id : kind === 'discussion_r' ? `r${id}` : `review-${id}`
}

function hidden({ isMinimized, minimizedReason }: JsonObject): string | undefined {
  if (isMinimized !== true) return undefined
  const why = wordsOf(minimizedReason)
  return why ? `hidden as ${why}` : 'hidden'
}
