import type { Attachment, Change, Comment, Fields, History, Rich } from '../data/model.ts'
import { plainText } from '../data/rich.ts'
import type { Store } from '../data/store.ts'
import { printTime } from '../data/time.ts'

/** REST v2 on Cloud shows bodies as text; every other version shows what is stored. */
export type Api = '2' | '3'

/** The address of a REST resource. */
export function resource(store: Store, path: string): string {
  return `${store.base}/rest/api/${store.flavour === 'cloud' ? 3 : 2}/${path}`
}

export function presentBody(store: Store, body: Rich, api: Api): Rich {
  return api === '2' && store.flavour === 'cloud' && body !== null ? plainText(body) : body
}

export function presentComment(store: Store, issue: number, comment: Comment, api: Api): Fields {
  return {
    self: resource(store, `issue/${issue}/comment/${comment.id}`),
    id: comment.id,
    author: comment.author,
    body: presentBody(store, comment.body, api),
    updateAuthor: comment.updateAuthor,
    created: printTime(comment.created),
    updated: printTime(comment.updated),
    ...(comment.visibility ? { visibility: comment.visibility } : {}),
    ...(store.flavour === 'cloud' ? { jsdPublic: true } : {}),
  }
}

export function presentAttachment(store: Store, attachment: Attachment): Fields {
  const { id, filename, author, size, mimeType } = attachment
  const content =
    store.flavour === 'cloud'
      ? resource(store, `attachment/content/${id}`)
      : `${store.base}/secure/attachment/${id}/${encodeURIComponent(filename)}`
  return {
    self: resource(store, `attachment/${id}`),
    id,
    filename,
    author,
    created: printTime(attachment.created),
    size,
    mimeType,
    content,
  }
}

export function presentHistory(history: History): Fields {
  return {
    id: history.id,
    author: history.author,
    created: printTime(history.created),
    items: history.items.map(presentChange),
  }
}

function presentChange(change: Change): Fields {
  return {
    field: change.field,
    fieldtype: change.fieldId.startsWith('customfield_') ? 'custom' : 'jira',
    fieldId: change.fieldId,
    from: change.from,
    fromString: change.fromText,
    to: change.to,
    toString: change.toText,
  }
}
