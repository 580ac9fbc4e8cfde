import { required } from '../http/authentication.ts'
import { type Call, ok, Refusal, type Reply, type Route } from '../http/message.ts'
import { visibleComments } from '../present/bug.ts'
import { presentComment } from '../present/parts.ts'
import { dateOf } from '../search/date.ts'
import type { Site } from '../site.ts'
import { addComment } from '../write/comment.ts'
import { checkBug, idsOf } from './lookup.ts'

/** Characters that a comment may have. */
const LONGEST = 65_535

/** Comments of one bug or several, and new ones. One bug that may not be read refuses the whole. */
export function commentRoutes({ store }: Site): readonly Route[] {
  return [
    ['GET', '/rest/bug/comment/{comment}', single],
    ['GET', '/rest/bug/{id}/comment', several],
    ['POST', '/rest/bug/{id}/comment', create],
  ]

  function several(call: Call): Reply {
    const { user } = call
    const since = call.query.has('new_since') ? dateOf(call.query.get('new_since')!) : 0
    const bugs = idsOf(call).map(id => {
      const bug = checkBug(store, id)
      const comments = visibleComments({ store, user }, bug)
        .filter(([{ at }]) => at >= since)
        .map(([comment, count]) => presentComment({ store, user }, bug, comment, count))
      return [id, { comments }]
    })
    return ok({ bugs: Object.fromEntries(bugs), comments: {} })
  }

  function single({ params, user }: Call): Reply {
    for (const bug of store.bugs.values()) {
      for (const [comment, count] of visibleComments({ store, user }, bug)) {
        if (String(comment.id) !== params.comment) continue
        checkBug(store, String(bug.id))
        return ok({ bugs: {}, comments: { [comment.id]: presentComment({ store, user }, bug, comment, count) } })
      }
    }
    throw new Refusal(111, `Invalid comment id: ${params.comment}.`)
  }

  function create({ params, body, user }: Call): Reply {
    const author = required(user)
    const bug = checkBug(store, params.id ?? '')
    const text = typeof body.comment === 'string' ? body.comment : ''
    if (text.trim() === '') throw new Refusal(50, 'A comment is required on this change.')
    if ([...text].length > LONGEST) throw new Refusal(114, `Comments cannot be longer than ${LONGEST} characters.`)
    if (body.is_private) throw new Refusal(113, 'You are not allowed to make comments private.')
    return ok({ id: addComment(store, bug, { text, author }).id }, 201)
  }
}
