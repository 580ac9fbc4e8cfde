import type { Detail, Issue } from '../data/model.ts'
import type { Store } from '../data/store.ts'
import { NOTHING, Refusal, type Reply, type Request, type Route } from '../http/message.ts'
import type { Presenter } from '../present.ts'
import { changeIssue, createIssue, removeIssue } from '../write.ts'

/** What changes something. */
export function writingRoutes(store: Store, presenter: Presenter): readonly Route[] {
  return [
    ['POST', '/issues.json', create],
    ['PUT', '/issues/{id}.json', edit],
    ['DELETE', '/issues/{id}.json', remove],
    ['POST', '/issues/{id}/relations.json', relate],
    ['DELETE', '/relations/{id}.json', unrelate],
    ['POST', '/issues/{id}/watchers.json', watch],
    ['PUT', '/journals/{id}.json', editNote],
    ['POST', '/time_entries.json', spend],
    ['POST', '/uploads.json', upload],
    ['DELETE', '/attachments/{id}.json', removeAttachment],
  ]

  function create(request: Request): Reply {
    const issue = createIssue(store, fieldsOf(request, 'issue'), userOf(request))
    return { status: 201, json: { issue: presenter.issue(issue, new Set(), request.user, true) } }
  }

  function edit(request: Request): Reply {
    changeIssue(store, issueOf(request), fieldsOf(request, 'issue'), userOf(request))
    return NOTHING
  }

  function remove(request: Request): Reply {
    removeIssue(store, issueOf(request))
    return NOTHING
  }

  /** Leaves both times as they were. */
  function relate(request: Request): Reply {
    const { issue_to_id: to, relation_type: type, delay } = fieldsOf(request, 'relation')
    const from = issueOf(request)
    const other = store.issue(Number(to), request.user)
    const days = typeof delay === 'number' ? delay : null
    const relation = { id: store.nextId(), from: from.id, to: other.id, type: String(type), delay: days }
    store.relations.set(relation.id, relation)
    const detail: Detail = { property: 'relation', name: relation.type, old: null, new: String(other.id) }
    store.journal(from, { user: userOf(request), details: [detail] })
    return { status: 201, json: { relation: presenter.relation(relation) } }
  }

  function unrelate({ params }: Request): Reply {
    if (!store.relations.delete(Number(params.id))) throw new Refusal(404)
    return NOTHING
  }

  function watch(request: Request): Reply {
    issueOf(request).watchers.add(Number(request.body.user_id))
    return NOTHING
  }

  /** Leaves the issue's time as it was. */
  function editNote(request: Request): Reply {
    const { notes } = fieldsOf(request, 'journal')
    for (const { journals } of store.issues.values()) {
      const journal = journals.find(({ id }) => id === Number(request.params.id))
      if (journal) {
        journal.notes = String(notes)
        return NOTHING
      }
    }
    throw new Refusal(404)
  }

  function spend(request: Request): Reply {
    const { issue_id, hours } = fieldsOf(request, 'time_entry')
    store.issue(Number(issue_id), request.user).hours.push(Number(hours))
    return { status: 201, json: { time_entry: { id: store.nextId() } } }
  }

  function upload(request: Request): Reply {
    const id = store.nextId()
    const filename = request.query.get('filename') ?? 'file'
    const token = `${id}.${filename.length}`
    const at = store.clock.tick()
    const file = { id, filename, bytes: request.bytes, description: '', author: userOf(request), at }
    store.uploads.set(token, file)
    return { status: 201, json: { upload: { id, token } } }
  }

  /** Leaves the issue's time as it was. */
  function removeAttachment(request: Request): Reply {
    for (const issue of store.issues.values()) {
      const at = issue.attachments.findIndex(({ id }) => id === Number(request.params.id))
      if (at < 0) continue
      const [file] = issue.attachments.splice(at, 1)
      const detail: Detail = { property: 'attachment', name: String(file!.id), old: file!.filename, new: null }
      store.journal(issue, { user: userOf(request), details: [detail] })
      return NOTHING
    }
    throw new Refusal(404)
  }

  function issueOf({ params, user }: Request): Issue {
    return store.issue(Number(params.id), user)
  }
}

function userOf({ user }: Request): number {
  if (!user) throw new Refusal(401)
  return user.id
}

function fieldsOf({ body }: Request, name: string): Readonly<Record<string, unknown>> {
  const fields = body[name]
  return typeof fields === 'object' && fields !== null ? (fields as Readonly<Record<string, unknown>>) : {}
}
