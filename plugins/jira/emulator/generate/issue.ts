import { customId } from '../data/custom-fields.ts'
import type { Content, Fields, Issue, Project, User } from '../data/model.ts'
import type { Store } from '../data/store.ts'
import { printDate, printTime } from '../data/time.ts'
import { createRandom, mixSeeds, type Random } from '../random.ts'
import { type ContentPlan, makeContent } from './content.ts'
import { title } from './prose.ts'
import { workflow } from './site.ts'
import { generatedEnd, generatedStart, type Sprint, sprintAt, sprintValue } from './sprints.ts'
import { labels } from './words.ts'

/** Where an issue is born. */
export interface Birthplace {
  readonly store: Store
  readonly project: Project
  readonly people: readonly User[]
  readonly sprints: readonly Sprint[]
  /** How many issues the project gets. */
  readonly size: number
  readonly seed: number
  /** Earlier issues that may be parents. */
  readonly epics: Issue[]
  readonly standard: Issue[]
  keep(id: number, make: () => Content): Content
}

const none: readonly never[] = []

/** Issue number `number` of a generated project; its heavy half is made when it is asked for. */
export function makeIssue(place: Birthplace, number: number): Issue {
  const { store, project } = place
  const id = store.nextId()
  const random = createRandom(mixSeeds(place.seed, id))
  const typeName = random.weighted([
    ['Epic', number === 1 ? 1000 : 4],
    ['Story', 30],
    ['Bug', 36],
    ['Task', 20],
    ['Sub-task', place.standard.length > 0 ? 10 : 0],
  ])
  const created = birthday(place, number, random)
  const updated = Math.min(
    generatedEnd - (place.size - number) * 7,
    created + 60_000 + random.count(40 * 86_400_000, 4e11),
  )
  const status = random.weighted<number>(updated > generatedEnd - 30 * 86_400_000 ? fresh : old)
  const counts = {
    comments: random.chance(0.01) ? random.between(21, 30) : random.count(2.8, 20),
    attachments: random.chance(0.15) ? random.between(1, 3) : 0,
    histories: status + (random.chance(0.005) ? random.between(41, 60) : random.count(1.5, 12)),
  }
  const firstId = store.nextId()
  store.taken(firstId + counts.comments + counts.attachments + counts.histories)
  for (let index = 0; index < counts.attachments; index++) store.own(String(firstId + counts.comments + index), id)
  const reporter = random.pick(place.people)
  const plan: ContentPlan = {
    flavour: store.flavour,
    base: store.base,
    created,
    updated,
    ...counts,
    firstId,
    reporter,
    people: place.people,
    status,
    project: project.key,
    lastNumber: place.size,
    bodyless: random.chance(0.04),
    acceptance: typeName === 'Story' && random.chance(0.5),
  }
  const fields = { ...essentials(), ...family(place, typeName, random), ...agile(place, typeName, created, random) }
  const make = () => makeContent(plan, createRandom(mixSeeds(place.seed ^ 0x5bd1e995, id)))
  return { id, key: `${project.key}-${number}`, created, updated, fields, content: () => place.keep(id, make) }

  function essentials(): Fields {
    const done = status === workflow.length - 1
    const find = store.vocabulary.find
    const someOf = (values: readonly Fields[], mean: number) => (random.chance(mean) ? [random.pick(values)] : none)
    const estimate = random.chance(0.3) ? 3600 * random.between(1, 40) : null
    return {
      summary: title(random, typeName === 'Bug'),
      issuetype: find('issuetype', typeName),
      project: { id: project.id, key: project.key, name: project.name, projectTypeKey: 'software' },
      status: find('status', workflow[status]![0]),
      priority: find('priority', String(random.weighted([[1, 4], [2, 16], [3, 55], [4, 18], [5, 7]]))), // biome-ignore format: pairs
      resolution: done ? find('resolution', random.weighted([['10000', 80], ['10001', 12], ['10002', 8]])) : null, // biome-ignore format: pairs
      resolutiondate: done ? printTime(updated) : null,
      assignee: random.chance(0.8) ? random.pick(place.people) : null,
      reporter,
      creator: reporter,
      labels: random.chance(0.5) ? [...new Set([random.pick(labels), random.pick(labels)])] : none,
      components: someOf(project.components, 0.6),
      fixVersions: someOf(project.versions, 0.4),
      versions: typeName === 'Bug' ? someOf(project.versions, 0.5) : none,
      duedate: random.chance(0.15) ? printDate(created + random.between(3, 90) * 86_400_000) : null,
      issuelinks: none,
      subtasks: none,
      timeoriginalestimate: estimate,
      timeestimate: estimate === null ? null : done ? 0 : estimate,
      timespent: estimate !== null && done ? estimate + 1800 : null,
      watches: { watchCount: random.between(0, 5), isWatching: false },
      votes: { votes: random.count(0.5, 30), hasVoted: false },
    }
  }
}

const fresh = [[0, 50], [1, 25], [2, 15], [3, 10]] as const // biome-ignore format: pairs
const old = [[0, 18], [1, 7], [2, 5], [3, 70]] as const // biome-ignore format: pairs

/** Issues are born in the order of their numbers. */
function birthday(place: Birthplace, number: number, random: Random): number {
  const step = (generatedEnd - generatedStart - 86_400_000) / place.size
  return Math.floor(generatedStart + step * (number - 1) + random.next() * step * 0.9)
}

function family(place: Birthplace, typeName: string, random: Random): Fields {
  if (typeName === 'Epic') return {}
  if (typeName === 'Sub-task') return { parent: { id: String(random.pick(place.standard.slice(-50)).id) } }
  if (place.epics.length === 0 || random.chance(0.4)) return {}
  const epic = random.pick(place.epics.slice(-10))
  return place.store.flavour === 'cloud' ? { parent: { id: String(epic.id) } } : { [customId.epicLink]: epic.key }
}

function agile(place: Birthplace, typeName: string, created: number, random: Random): Fields {
  const { store } = place
  const option = (id: string) => random.pick(store.fields.get(id)?.options ?? [])
  const sprint = sprintAt(place.sprints, created + 7 * 86_400_000)
  return {
    ...(random.chance(0.5) && typeName !== 'Epic' ? { [customId.sprint]: [sprintValue(store.flavour, sprint)] } : {}),
    ...(typeName === 'Story' ? { [customId.storyPoints]: random.pick([1, 2, 3, 5, 8]) } : {}),
    [customId.rank]: `0|i${created.toString(36)}:`,
    ...(typeName === 'Bug' && random.chance(0.7) ? { [customId.severity]: option(customId.severity) } : {}),
    ...(random.chance(0.25)
      ? { [customId.platforms]: [...new Set([option(customId.platforms), option(customId.platforms)])] }
      : {}),
    ...(random.chance(0.2) ? { [customId.reviewer]: random.pick(place.people) } : {}),
    ...(random.chance(0.1) ? { [customId.targetDate]: printDate(created + 30 * 86_400_000) } : {}),
    ...(random.chance(0.1) ? { [customId.reference]: `CUST-${random.between(1000, 9999)}` } : {}),
  }
}
