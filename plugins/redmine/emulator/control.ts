import type { Control } from './contract.ts'
import type { Issue } from './data/model.ts'
import type { Store } from './data/store.ts'
import { OTTO, USERS } from './data/vocabulary.ts'
import type { Pipeline } from './http/pipeline.ts'
import type { Listening } from './http/server.ts'
import { changeIssue, createIssue, removeIssue } from './write.ts'

/** Changes as another user makes them; numbers of issues that are not there throw. */
export function createControl(store: Store, pipeline: Pipeline, server: Listening): Control {
  return {
    edit: (key, fields) => changeIssue(store, find(key), fields, OTTO.id),
    comment(key, body, author) {
      const user = USERS.find(({ name, login }) => name === author || login === author) ?? OTTO
      const issue = find(key)
      changeIssue(store, issue, { notes: String(body) }, user.id)
      return String(issue.journals.at(-1)!.id)
    },
    create: (project, fields) =>
      String(createIssue(store, { subject: 'New', ...fields, project_id: project }, OTTO.id).id),
    remove: key => removeIssue(store, find(key)),
    move(key, toProject) {
      changeIssue(store, find(key), { project_id: toProject }, OTTO.id)
      return key
    },
    faults: plan => pipeline.faults(plan),
    latency: milliseconds => pipeline.latency(milliseconds),
    offline: state => server.offline(state),
    now: () => store.clock.now(),
  }

  function find(key: string): Issue {
    const issue = store.issues.get(Number(key))
    if (!issue) throw new Error(`there is no issue ${key}`)
    return issue
  }
}
