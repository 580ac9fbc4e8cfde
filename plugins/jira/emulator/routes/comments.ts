import type { Comment, Content, Issue } from '../data/model.ts'
import { type Call, ok, Refusal, type Reply, type Route, wholeNumber } from '../http/message.ts'
import { presentComment } from '../present/parts.ts'
import type { Site } from '../site.ts'
import { addComment } from '../write/edit.ts'
import { FieldProblem } from '../write/field-problem.ts'
import { readProperties } from '../write/properties.ts'
import { readBody } from '../write/read-value.ts'
import { apiOf, bodyOf, issueOf } from './lookup.ts'

/** Most comments that are given by id at once. */
const MOST_BY_ID = 1000

/** Comments of one issue. Cloud pages them by 100 at most, Data Center gives all unless asked; only Cloud gives them by id. */
export function commentRoutes(site: Site): readonly Route[] {
  const { store } = site
  const path = '/rest/api/{api}/issue/{issue}/comment'
  return [
    ['POST', '/rest/api/{api}/comment/list', byId],
    ['GET', path, list],
    ['POST', path, add],
    ['GET', `${path}/{comment}`, call => ok(show(call, issueOf(site, call), find(call, issueOf(site, call))))],
    ['PUT', `${path}/{comment}`, edit],
    ['DELETE', `${path}/{comment}`, remove],
  ]

  function list(call: Call): Reply {
    const issue = issueOf(site, call)
    const order = call.query.get('orderBy') ?? 'created'
    const { comments } = issue.content()
    const sorted = order.startsWith('-') ? comments.toReversed() : comments
    const cap = store.flavour === 'cloud' ? 100 : sorted.length
    const startAt = Math.max(0, wholeNumber(call.query.get('startAt'), 0))
    const maxResults = Math.min(wholeNumber(call.query.get('maxResults'), cap), Math.max(cap, 1))
    const page = sorted.slice(startAt, startAt + maxResults)
    return ok({ startAt, maxResults, total: sorted.length, comments: page.map(one => show(call, issue, one)) })
  }

  /** Properties come only where they are asked for; ids of none are passed over. */
  function byId(call: Call): Reply {
    if (store.flavour !== 'cloud') throw new Refusal(404, ['null for uri: /rest/api/2/comment/list'])
    const { ids } = bodyOf(call)
    if (!Array.isArray(ids) || ids.length > MOST_BY_ID)
      throw new Refusal(400, ['The ids must be a list of at most 1000.'])
    const wanted = new Set(ids.map(String))
    const expanded = (call.query.get('expand') ?? '').split(',').includes('properties')
    const values = [...store.issues.values()].flatMap(issue =>
      issue.content().comments.flatMap(one => {
        if (!wanted.has(one.id)) return []
        const properties = Object.entries(one.properties ?? {}).map(([key, value]) => ({ key, value }))
        return [{ ...show(call, issue, one), ...(expanded && { properties }) }]
      }),
    )
    return ok({ startAt: 0, maxResults: MOST_BY_ID, total: values.length, isLast: true, values })
  }

  function add(call: Call): Reply {
    site.rights.need('comment', 'comment on this issue')
    const given = bodyFrom(call)
    const more = { properties: readProperties(bodyOf(call).properties), ...visibilityFrom(call) }
    const { issue, comment } = addComment(store, issueOf(site, call), given, store.users.me, more)
    return { status: 201, json: show(call, issue, comment) }
  }

  function edit(call: Call): Reply {
    const issue = issueOf(site, call)
    const before = find(call, issue)
    mayChange(before)
    const updated = store.clock.tick()
    const { visibility: _, ...kept } = before
    const after: Comment = {
      ...kept,
      ...visibilityFrom(call),
      body: bodyFrom(call),
      updateAuthor: store.users.me,
      updated,
    }
    put(issue, updated, comments => comments.map(one => (one.id === before.id ? after : one)))
    return ok(show(call, issue, after))
  }

  function remove(call: Call): Reply {
    const issue = issueOf(site, call)
    const gone = find(call, issue)
    mayChange(gone)
    put(issue, store.clock.tick(), comments => comments.filter(one => one.id !== gone.id))
    return { status: 204 }
  }

  function mayChange({ id, author }: Comment): void {
    const right = author === store.users.me ? 'edit own comments' : 'edit all comments'
    if (!site.rights.has('edit all comments') && !site.rights.has(right)) {
      throw new Refusal(400, [`You do not have the permission to edit the comment with the id '${id}'.`])
    }
  }

  /** One that is not given is none: everybody sees the comment then. */
  function visibilityFrom(call: Call): Pick<Comment, 'visibility'> {
    const visibility = bodyOf(call).visibility as Comment['visibility'] | null
    return visibility ? { visibility } : {}
  }

  function put(issue: Issue, updated: number, change: (comments: readonly Comment[]) => readonly Comment[]): void {
    const before = issue.content()
    const content: Content = { ...before, comments: change(before.comments) }
    store.put({ ...issue, updated, content: () => content })
  }

  function find(call: Call, issue: Issue): Comment {
    const id = call.params.comment
    const comment = issue.content().comments.find(one => one.id === id)
    if (comment) return comment
    throw new Refusal(404, [`Can not find a comment for the id: ${id}.`])
  }

  function bodyFrom(call: Call) {
    try {
      const given = readBody({ store, project: undefined, api: apiOf(call) }, bodyOf(call).body)
      if (given === null || given === '') throw new FieldProblem('Comment body can not be empty!')
      return given
    } catch (error) {
      if (error instanceof FieldProblem) throw new Refusal(400, [], { comment: error.message })
      throw error
    }
  }

  function show(call: Call, issue: Issue, comment: Comment) {
    return presentComment(store, issue.id, comment, apiOf(call))
  }
}
