import type { Fields, Issue } from '../data/model.ts'
import { neighbours, type Store } from '../data/store.ts'

/** Removes an issue, its sub-tasks, and what other issues show of it. */
export function removeIssue(store: Store, issue: Issue): void {
  const id = String(issue.id)
  for (const stub of (issue.fields.subtasks as readonly Fields[] | undefined) ?? []) {
    const subtask = store.find(String(stub.id))
    if (subtask) removeIssue(store, subtask)
  }
  const near = neighbours(issue)
  store.remove(issue.id)
  for (const other of near) {
    const neighbour = store.issues.get(other)
    if (neighbour) store.put({ ...neighbour, fields: without(neighbour.fields, id) })
  }
}

function without(fields: Fields, id: string): Fields {
  const isOther = (stub: unknown) => (stub as Fields | undefined)?.id !== id
  return {
    ...fields,
    subtasks: ((fields.subtasks as readonly Fields[] | undefined) ?? []).filter(isOther),
    issuelinks: ((fields.issuelinks as readonly Fields[] | undefined) ?? []).filter(
      link => isOther(link.inwardIssue) && isOther(link.outwardIssue),
    ),
    ...(fields.parent && !isOther(fields.parent) ? { parent: undefined } : {}),
  }
}
