import type { Bug, Comment, User } from '../data/model.ts'
import type { Store } from '../data/store.ts'

/** What a new comment is made of. */
export interface NewComment {
  readonly text: string
  readonly author: User
  readonly isPrivate?: boolean
  readonly isMarkdown?: boolean
  readonly tags?: readonly string[]
  readonly attachment?: number
}

export function addComment(store: Store, bug: Bug, made: NewComment): Comment {
  const { text, author, isPrivate = false, isMarkdown = store.flavour === 'bmo', tags = [], attachment = null } = made
  const at = store.second()
  const comment = { id: store.nextId('comment'), author, at, text, isPrivate, isMarkdown, tags, attachment }
  bug.comments.push(comment)
  bug.changed = at
  return comment
}
