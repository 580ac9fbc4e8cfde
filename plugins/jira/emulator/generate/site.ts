import type { Directory } from '../data/directory.ts'
import type { Fields, Project, User } from '../data/model.ts'
import type { Store } from '../data/store.ts'
import type { Kind } from '../data/vocabulary.ts'
import { people, things } from './words.ts'

/** Who asks, on every emulated site. */
export const caller = { name: 'me', displayName: 'Mona Example', emailAddress: 'mona@example.test' } as const

const categories = {
  new: { id: 2, key: 'new', colorName: 'blue-gray', name: 'To Do' },
  indeterminate: { id: 4, key: 'indeterminate', colorName: 'yellow', name: 'In Progress' },
  done: { id: 3, key: 'done', colorName: 'green', name: 'Done' },
} as const

/** The statuses of the generated workflow, in its order. */
export const workflow = [
  ['10001', 'To Do', 'new'],
  ['10002', 'In Progress', 'indeterminate'],
  ['10003', 'In Review', 'indeterminate'],
  ['10004', 'Done', 'done'],
] as const

const named: Readonly<Record<Exclude<Kind, 'status'>, readonly Fields[]>> = {
  priority: ['Highest', 'High', 'Medium', 'Low', 'Lowest'].map((name, index) => ({ id: String(index + 1), name })),
  resolution: ['Done', "Won't Do", 'Duplicate', 'Cannot Reproduce'].map((name, index) => ({
    id: String(10000 + index),
    name,
    description: '',
  })),
  issuetype: ['Epic', 'Story', 'Bug', 'Task', 'Sub-task'].map((name, index) => ({
    id: String(10000 + index),
    name,
    description: '',
    subtask: name === 'Sub-task',
    hierarchyLevel: name === 'Epic' ? 1 : name === 'Sub-task' ? -1 : 0,
  })),
  linktype: [
    { id: '10000', name: 'Blocks', inward: 'is blocked by', outward: 'blocks' },
    { id: '10001', name: 'Cloners', inward: 'is cloned by', outward: 'clones' },
    { id: '10002', name: 'Duplicate', inward: 'is duplicated by', outward: 'duplicates' },
    { id: '10003', name: 'Relates', inward: 'relates to', outward: 'relates to' },
  ],
}

/** Adds the statuses, priorities, resolutions, types and link types of a generated site. */
export function addVocabulary(store: Store): void {
  const api = store.flavour === 'cloud' ? '/rest/api/3' : '/rest/api/2'
  const self = (kind: string, value: Fields) => `${store.base}${api}/${kind}/${value.id}`
  for (const [id, name, category] of workflow) {
    const value = { id, name, description: '', statusCategory: categories[category] }
    store.vocabulary.add('status', { self: self('status', value), ...value })
  }
  for (const [kind, values] of Object.entries(named))
    for (const value of values) store.vocabulary.add(kind as Kind, { self: self(kind, value), ...value })
}

/** The users of a generated site but for the caller. */
export function addPeople(users: Directory): readonly User[] {
  return people.map(([name, displayName], index) =>
    users.of({ name, displayName, emailAddress: `${name}@example.test`, active: index !== people.length - 1 }),
  )
}

/** A generated project, added to the store. */
export function addProject(store: Store, key: string, lead: User): Project {
  const id = String(store.nextId())
  const titled = (name: string) => name.charAt(0).toUpperCase() + name.slice(1)
  const project: Project = {
    id,
    key,
    name: `${titled(key.toLowerCase())} Project`,
    description: 'Made up by the emulator.',
    projectTypeKey: 'software',
    lead,
    issueTypes: store.vocabulary.all('issuetype'),
    components: things.slice(0, 6).map(name => ({ id: String(store.nextId()), name: titled(name), description: '' })),
    versions: ['1.0', '1.1', '2.0', '2.1 "Next"'].map((name, index) => ({
      id: String(store.nextId()),
      name,
      description: '',
      archived: index === 0,
      released: index < 2,
      ...(index < 2 ? { releaseDate: `202${4 + index}-06-01` } : {}),
      projectId: Number(id),
    })),
  }
  store.addProject(project)
  return project
}
