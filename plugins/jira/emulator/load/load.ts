import type { Fields, Issue, Project } from '../data/model.ts'
import type { Store } from '../data/store.ts'
import { adoptIssue, adoptProject } from './adopt.ts'
import { readObjects } from './read-lines.ts'

/** Fills the store from files of issue objects; projects, users, fields and values are derived from them. */
export function load(store: Store, files: readonly string[]): void {
  const found = new Map<string, Issue[]>()
  for (const file of files) {
    for (const object of readObjects(file)) {
      const issue = adoptIssue(store, object)
      const key = String(adoptProject(store, issue).key)
      const issues = found.get(key)
      if (issues) issues.push(issue)
      else found.set(key, [issue])
    }
  }
  for (const [key, issues] of found) store.addProject(deriveProject(store, key, issues))
}

function deriveProject(store: Store, key: string, issues: readonly Issue[]): Project {
  const given = adoptProject(store, issues[0]!)
  const seen = (...ids: string[]) => {
    const values = new Map<string, Fields>()
    for (const issue of issues)
      for (const id of ids)
        for (const value of [issue.fields[id] ?? []].flat() as Fields[]) values.set(String(value.id), value)
    return [...values.values()]
  }
  return {
    projectTypeKey: 'software',
    description: '',
    ...given,
    id: String(given.id),
    key,
    name: String(given.name ?? key),
    lead: store.users.me,
    issueTypes: seen('issuetype'),
    components: seen('components'),
    versions: seen('fixVersions', 'versions'),
  }
}
