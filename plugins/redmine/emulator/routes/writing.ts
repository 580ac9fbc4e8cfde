import { acceptFields } from '../accept.ts'
import type { Detail, Issue, User } from '../data/model.ts'
import type { Store } from '../data/store.ts'
import { USERS } from '../data/vocabulary.ts'
import { NOTHING, Refusal, type Reply, type Request, type Route } from '../http/message.ts'
import type { Presenter } from '../present.ts'
import { addRelation, removeRelation } from '../relate.ts'
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
    ['DELETE', '/issues/{id}/watchers/{user}.json', unwatch],
    ['PUT', '/journals/{id}.json', editNote],
    ['POST', '/time_entries.json', spend],
    ['POST', '/uploads.json', upload],
    ['DELETE', '/attachments/{id}.json', removeAttachment],
  ]

  function create(request: Request): Reply {
    const user = userOf(request)
    const sent = fieldsOf(request, 'issue')
    const project = store.projects.find(({ id, identifier }) => [id, identifier].includes(sent.project_id as number))
    if (!project || !store.isVisible(project, user)) throw new Refusal(422, ['Project cannot be blank'])
    const start_date = new Date(store.clock.now()).toISOString().slice(0, 10)
    const issue = createIssue(store, { start_date, ...acceptFields(store, undefined, sent, user) }, user.id)
    return { status: 201, json: { issue: presenter.issue(issue, new Set(), request.user, true) } }
  }

  function edit(request: Request): Reply {
    const issue = issueOf(request)
    const user = userOf(request)
    changeIssue(store, issue, acceptFields(store, issue, fieldsOf(request, 'issue'), user), user.id)
    return NOTHING
  }

  function remove(request: Request): Reply {
    const issue = issueOf(request)
    adminOf(request)
    removeIssue(store, issue)
    return NOTHING
  }

  /** Leaves both times as they were. */
  function relate(request: Request): Reply {
    const fields = fieldsOf(request, 'relation')
    const from = issueOf(request)
    const user = adminOf(request)
    const other = store.issues.get(Number(fields.issue_to_id))
    const relation = addRelation(store, from, fields, other, user.id)
    return { status: 201, json: { relation: presenter.relation(relation) } }
  }

  function unrelate(request: Request): Reply {
    const relation = store.relations.get(Number(request.params.id))
    if (!relation) throw new Refusal(404)
    removeRelation(store, relation, adminOf(request).id)
    return NOTHING
  }

  /** Users that are not there are overlooked. */
  function watch(request: Request): Reply {
    const issue = issueOf(request)
    adminOf(request)
    const user = USERS.find(({ id }) => id === Number(request.body.user_id))
    if (user) issue.watchers.add(user.id)
    return NOTHING
  }

  function unwatch(request: Request): Reply {
    const issue = issueOf(request)
    adminOf(request)
    const user = USERS.find(({ id }) => id === Number(request.params.user))
    if (!user) throw new Refusal(404)
    issue.watchers.delete(user.id)
    return NOTHING
  }

  /** Leaves the issue's time as it was. A journal that says nothing any more is gone. */
  function editNote(request: Request): Reply {
    const { notes } = fieldsOf(request, 'journal')
    for (const { journals } of store.issues.values()) {
      const at = journals.findIndex(({ id }) => id === Number(request.params.id))
      if (at < 0) continue
      adminOf(request)
      const journal = journals[at]!
      journal.notes = String(notes)
      if (journal.notes === '' && journal.details.length === 0) journals.splice(at, 1)
      return NOTHING
    }
    throw new Refusal(404)
  }

  function spend(request: Request): Reply {
    const { issue_id, hours } = fieldsOf(request, 'time_entry')
    store.issue(Number(issue_id), request.user).hours.push(Number(hours))
    return { status: 201, json: { time_entry: { id: store.nextId() } } }
  }

  function upload(request: Request): Reply {
    const author = userOf(request).id
    if (request.type !== 'application/octet-stream') throw new Refusal(406)
    const id = store.nextId()
    const filename = request.query.get('filename') ?? 'file'
    const token = `${id}.${filename.length}`
    const at = store.clock.tick()
    const file = { id, filename, bytes: request.bytes, description: '', author, at }
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
      store.journal(issue, { user: adminOf(request).id, details: [detail] })
      return NOTHING
    }
    throw new Refusal(404)
  }

  function issueOf({ params, user }: Request): Issue {
    return store.issue(Number(params.id), user)
  }
}

function userOf({ user }: Request): User {
  if (!user) throw new Refusal(401)
  return user
}

/** What a reporter has no right to. */
function adminOf(request: Request): User {
  const user = userOf(request)
  if (!user.admin) throw new Refusal(403)
  return user
}

function fieldsOf({ body }: Request, name: string): Readonly<Record<string, unknown>> {
  const fields = body[name]
  return typeof fields === 'object' && fields !== null ? (fields as Readonly<Record<string, unknown>>) : {}
}
