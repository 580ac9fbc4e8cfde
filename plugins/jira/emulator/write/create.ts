import type { Content, Fields, Issue, User } from '../data/model.ts'
import type { Store } from '../data/store.ts'
import { Refusal } from '../http/message.ts'
import type { Api } from '../present/parts.ts'
import { type EditInput, readValues } from './edit.ts'
import { readProperties } from './properties.ts'

/** Creates an issue as the API does; throws `Refusal` with what is wrong. */
export function createIssue(store: Store, input: EditInput, author: User, api: Api): Issue {
  const { project: asked, ...given } = input.fields ?? {}
  const { key, id } = (asked ?? {}) as Fields
  const project = [...store.projects.values()].find(one => one.key === key || one.id === String(id))
  if (!project) throw new Refusal(400, [], { project: 'Specify a valid project ID or key' })
  if (!given.issuetype) throw new Refusal(400, [], { issuetype: 'Specify an issue type' })
  if (given.summary === undefined) throw new Refusal(400, [], { summary: 'You must specify a summary of the issue.' })
  const values = readValues({ store, project, api }, { ...input, fields: given }, {})
  const subtask = (values.fields.issuetype as Fields).subtask === true
  if (subtask && !values.fields.parent) {
    throw new Refusal(400, [], { parent: 'Issue type is a sub-task but parent issue key or id not specified.' })
  }
  const now = store.clock.tick()
  const content: Content = { rich: values.rich, comments: [], attachments: [], histories: [] }
  const { id: projectId, key: projectKey, name } = project
  const issue: Issue = {
    id: store.nextId(),
    key: store.nextKey(project.key),
    created: now,
    updated: now,
    content: () => content,
    properties: readProperties(input.properties),
    fields: {
      project: { id: projectId, key: projectKey, name, projectTypeKey: 'software' },
      status: firstStatus(store),
      priority: store.vocabulary.find('priority', 'Medium') ?? store.vocabulary.all('priority')[0] ?? null,
      resolution: null,
      resolutiondate: null,
      assignee: null,
      reporter: author,
      creator: author,
      labels: [],
      components: [],
      fixVersions: [],
      versions: [],
      issuelinks: [],
      subtasks: [],
      ...values.fields,
    },
  }
  store.put(issue)
  if (subtask) appendSubtask(store, issue, values.fields.parent as Fields)
  return issue
}

function firstStatus(store: Store): Fields | null {
  const statuses = store.vocabulary.all('status')
  return statuses.find(status => (status.statusCategory as Fields | undefined)?.key === 'new') ?? statuses[0] ?? null
}

function appendSubtask(store: Store, child: Issue, stub: Fields): void {
  const parent = store.find(String(stub.id))
  if (!parent) return
  const subtasks = [...((parent.fields.subtasks as readonly Fields[] | undefined) ?? []), { id: String(child.id) }]
  store.put({ ...parent, fields: { ...parent.fields, subtasks } })
}
