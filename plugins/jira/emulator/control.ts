import type { Control } from './contract.ts'
import { projectOf } from './data/key.ts'
import type { Fields, Issue, Rich } from './data/model.ts'
import { isAdf, textToAdf } from './data/rich.ts'
import type { Store } from './data/store.ts'
import type { Pipeline } from './http/pipeline.ts'
import type { Listening } from './http/server.ts'
import { createIssue } from './write/create.ts'
import { addComment, readValues, replaceValues } from './write/edit.ts'
import { moveIssue } from './write/move.ts'
import { removeIssue } from './write/remove.ts'

/** Changes as another user makes them; unknown keys throw. */
export function createControl(store: Store, pipeline: Pipeline, server: Listening): Control {
  const other = store.users.of({ name: 'other', displayName: 'Otto Other', emailAddress: 'otto@example.test' })
  const api = store.flavour === 'cloud' ? '3' : '2'
  return {
    edit(key, fields) {
      const issue = find(key)
      const { status, ...rest } = withBodies(fields)
      const project = store.projects.get(projectOf(issue.key))
      const values = readValues({ store, project, api }, { fields: rest }, issue.fields)
      const forced = status === undefined ? {} : { status: statusOf(status) }
      replaceValues(store, issue, { fields: { ...values.fields, ...forced }, rich: values.rich }, other)
    },
    comment(key, body, author) {
      const user =
        author === undefined
          ? other
          : (store.users.find(author) ?? store.users.of({ name: author, displayName: author }))
      return addComment(store, find(key), toBody(body), user).comment.id
    },
    create(project, fields) {
      const issuetype = fields.issuetype ?? usualType()
      const all = { summary: 'New', ...withBodies(fields), issuetype, project: { key: project } }
      return createIssue(store, { fields: all }, other, api).key
    },
    remove: key => removeIssue(store, find(key)),
    move: (key, toProject) => moveIssue(store, find(key), toProject, other).key,
    faults: plan => pipeline.faults(plan),
    latency: milliseconds => pipeline.latency(milliseconds),
    offline: state => server.offline(state),
    now: () => store.clock.now(),
  }

  function find(key: string): Issue {
    const issue = store.find(key)
    if (!issue) throw new Error(`there is no issue ${key}`)
    return issue
  }

  function usualType(): Fields {
    const types = store.vocabulary.all('issuetype').filter(type => !type.subtask && type.name !== 'Epic')
    const type = types.find(one => one.name === 'Task') ?? types[0]
    return { id: type?.id }
  }

  function statusOf(status: unknown) {
    const { id, name } = (typeof status === 'string' ? { id: undefined, name: status } : status) as Readonly<
      Record<string, unknown>
    >
    const found = store.vocabulary.find('status', String(id ?? name))
    if (!found) throw new Error(`there is no status ${String(id ?? name)}`)
    return found
  }

  function withBodies(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    return typeof fields.description === 'string' ? { ...fields, description: toBody(fields.description) } : fields
  }

  function toBody(body: unknown): Rich {
    if (store.flavour === 'data-center') return String(body)
    return isAdf(body) ? body : textToAdf(String(body))
  }
}
