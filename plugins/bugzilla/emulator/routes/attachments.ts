import { required } from '../http/authentication.ts'
import { type Call, ok, Refusal, type Reply, type Route } from '../http/message.ts'
import { presentAttachment } from '../present/parts.ts'
import { select, selectionOf } from '../present/select.ts'
import type { Site } from '../site.ts'
import { addAttachment } from '../write/attachment.ts'
import { checkBug, idsOf } from './lookup.ts'

/** Attachments of one bug or several, one by itself, and new ones. Private ones are for those with an account. */
export function attachmentRoutes({ store }: Site): readonly Route[] {
  return [
    ['GET', '/rest/bug/attachment/{attachment}', single],
    ['GET', '/rest/bug/{id}/attachment', several],
    ['POST', '/rest/bug/{id}/attachment', create],
  ]

  function several(call: Call): Reply {
    const selection = selectionOf(call.query)
    const bugs = idsOf(call).map(id => {
      const bug = checkBug(store, id)
      const visible = bug.attachments.filter(one => !one.isPrivate || call.user)
      return [id, visible.map(one => select(presentAttachment(bug, one), selection))]
    })
    return ok({ bugs: Object.fromEntries(bugs), attachments: {} })
  }

  function single({ params, query, user }: Call): Reply {
    for (const bug of store.bugs.values()) {
      const found = bug.attachments.find(one => String(one.id) === params.attachment)
      if (!found) continue
      checkBug(store, String(bug.id))
      if (found.isPrivate && !user) throw new Refusal(304, `You are not authorized to access attachment #${found.id}.`)
      return ok({ bugs: {}, attachments: { [found.id]: select(presentAttachment(bug, found), selectionOf(query)) } })
    }
    throw new Refusal(100, `The attachment id ${params.attachment} is invalid.`)
  }

  function create({ params, body, user }: Call): Reply {
    const author = required(user)
    const bug = checkBug(store, params.id ?? '')
    if (body.data === '') throw new Refusal(606, 'The file you are trying to attach is empty.')
    for (const name of ['file_name', 'summary', 'content_type', 'data']) {
      if (!body[name]) throw new Refusal(50, `You must give a ${name}.`)
    }
    if (body.is_private) throw new Refusal(113, 'You are not allowed to make attachments private.')
    const attachment = addAttachment(store, bug, {
      author,
      fileName: String(body.file_name),
      summary: String(body.summary),
      type: String(body.content_type),
      data: Buffer.from(String(body.data), 'base64'),
      isPatch: body.is_patch === true,
      comment: String(body.comment ?? ''),
    })
    if (store.flavour === 'stock') return ok({ ids: [attachment.id] }, 201)
    const { data: _, ...made } = presentAttachment(bug, attachment)
    return ok({ attachments: { [attachment.id]: made } }, 201)
  }
}
