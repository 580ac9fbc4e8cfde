import { customFields } from '../data/custom-fields.ts'
import type { Fields, Issue } from '../data/model.ts'
import type { Store } from '../data/store.ts'
import { createRandom, type Random } from '../random.ts'
import { createContentCache } from './content-cache.ts'
import { type Birthplace, makeIssue } from './issue.ts'
import { addPeople, addProject } from './site.ts'
import { makeSprints } from './sprints.ts'

/** How much to make up. */
export interface GenerateOptions {
  readonly issues: number
  readonly projects: readonly string[]
  readonly seed: number
}

/** Fills the store with made-up projects, whose issues are shared out evenly. */
export function generate(store: Store, options: GenerateOptions): void {
  for (const field of customFields) store.fields.add(field)
  const people = [...addPeople(store.users), store.users.me]
  const keep = createContentCache(2_000)
  options.projects.forEach((key, index) => {
    const size = Math.floor((options.issues + index) / options.projects.length)
    fillProject({
      store,
      project: addProject(store, key, people[index % people.length]!),
      people,
      sprints: makeSprints(index + 1, key),
      size,
      seed: options.seed,
      epics: [],
      standard: [],
      keep,
    })
  })
}

function fillProject(place: Birthplace): void {
  const random = createRandom(place.seed)
  const made: Issue[] = []
  const fields = new Map<Issue, Record<string, unknown>>()
  for (let number = 1; number <= place.size; number++) {
    const born = makeIssue(place, number)
    const own: Record<string, unknown> = { ...born.fields }
    const issue = { ...born, fields: own }
    fields.set(issue, own)
    const type = (own.issuetype as Fields).name
    if (type === 'Epic') place.epics.push(issue)
    else if (type !== 'Sub-task') place.standard.push(issue)
    else adopt(place.standard.findLast(parent => String(parent.id) === (own.parent as Fields).id)!, issue)
    if (made.length > 0 && random.chance(0.15)) link(place.store, random, random.pick(made), issue)
    made.push(issue)
  }
  for (const issue of made) {
    place.store.clock.passed(issue.updated)
    place.store.put(issue)
  }

  function adopt(parent: Issue, child: Issue): void {
    append(parent, 'subtasks', { id: String(child.id) })
  }

  function link(store: Store, random: Random, from: Issue, to: Issue): void {
    const link = { id: String(store.nextId()), type: random.pick(store.vocabulary.all('linktype')) }
    append(from, 'issuelinks', { ...link, outwardIssue: { id: String(to.id) } })
    append(to, 'issuelinks', { ...link, inwardIssue: { id: String(from.id) } })
  }

  function append(issue: Issue, field: string, value: Fields): void {
    const own = fields.get(issue)!
    own[field] = [...(own[field] as readonly Fields[]), value]
  }
}
