import type { Content, Issue, User } from '../data/model.ts'
import type { Store } from '../data/store.ts'

/** Moves an issue to another project; the old key goes on leading to it. Throws when there is no such project. */
export function moveIssue(store: Store, issue: Issue, toProject: string, author: User): Issue {
  const project = store.projects.get(toProject)
  if (!project) throw new Error(`there is no project ${toProject}`)
  const key = store.nextKey(toProject)
  const now = store.clock.tick()
  const item = { field: 'Key', fieldId: 'issuekey', from: null, fromText: issue.key, to: null, toText: key }
  const before = issue.content()
  const history = { id: String(store.nextId()), author, created: now, items: [item] }
  const content: Content = { ...before, histories: [...before.histories, history] }
  const { id, name } = project
  const fields = { ...issue.fields, project: { id, key: project.key, name, projectTypeKey: 'software' } }
  const moved: Issue = { ...issue, key, updated: now, fields, content: () => content }
  store.put(moved)
  return moved
}
