import { isObject, lineOf, listOf, objectOf } from '../model/json.ts'

/** Data Center spells a sprint as the Java object it is: `com.atlassian.greenhopper.service.sprint.Sprint@1[id=1,name=…,…]`. */
const JAVA = /^com\.atlassian\.greenhopper\.service\.sprint\.Sprint@[^[]*\[(.*)\]$/s

/** Whether a value is a sprint, in Cloud's form or Data Center's. */
export function isSprint(value: unknown): boolean {
  if (typeof value === 'string') return JAVA.test(value)
  return (
    isObject(value) &&
    lineOf(value.name) !== undefined &&
    'state' in value &&
    ('boardId' in value || 'originBoardId' in value)
  )
}

/** The name of a sprint. Names may hold commas: one ends where the next `key=` begins. */
export function sprintName(value: unknown): string | undefined {
  if (typeof value !== 'string') return lineOf(objectOf(value).name)
  const fields = JAVA.exec(value)?.[1] ?? ''
  return lineOf(/(?:^|,)name=(.*?)(?:,[A-Za-z]+=|$)/s.exec(fields)?.[1])
}

/** A sprint that an issue is or was in. */
export interface OwnSprint {
  readonly id: number
  readonly name: string
  readonly isClosed: boolean
}

/** All sprints an issue is or was in, in the order in which they were made. */
export function ownSprints(
  fields: Readonly<Record<string, unknown>>,
  isSprintField: (id: string) => boolean,
): readonly OwnSprint[] {
  const own = Object.entries(fields).flatMap(([id, value]) => (isSprintField(id) ? [value].flat() : []))
  const sprints = [...listOf(fields.closedSprints), ...own, fields.sprint]
  return sprints
    .flatMap(sprint => {
      const name = sprintName(sprint)
      return name === undefined ? [] : [{ name, id: sprintId(sprint), isClosed: stateOf(sprint) === 'closed' }]
    })
    .toSorted((a, b) => a.id - b.id)
}

/** Their names, each once. */
export function sprintNames(...of: Parameters<typeof ownSprints>): readonly string[] {
  return [...new Set(ownSprints(...of).map(({ name }) => name))]
}

function sprintId(value: unknown): number {
  const id = typeof value === 'string' ? /[[,]id=(\d+)/.exec(value)?.[1] : objectOf(value).id
  return Number.isFinite(Number(id)) ? Number(id) : 0
}

function stateOf(value: unknown): string | undefined {
  const state = typeof value === 'string' ? /[[,]state=(\w+)/.exec(value)?.[1] : lineOf(objectOf(value).state)
  return state?.toLowerCase()
}
