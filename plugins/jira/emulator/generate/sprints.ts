import type { Fields } from '../data/model.ts'
import type { Flavour } from '../options.ts'

/** The end of the generated time: nothing generated is younger. */
export const generatedEnd = Date.UTC(2026, 9, 31)
/** The beginning of the generated time. */
export const generatedStart = Date.UTC(2023, 10, 1)

const fortnight = 14 * 86_400_000

/** One sprint of a board. */
export interface Sprint {
  readonly id: number
  readonly name: string
  readonly state: 'closed' | 'active' | 'future'
  readonly boardId: number
  readonly start: number
  readonly end: number
}

/** Fortnightly sprints of one board over the generated time; the last is planned, the one before runs. */
export function makeSprints(boardId: number, project: string): readonly Sprint[] {
  const count = Math.floor((generatedEnd - generatedStart) / fortnight)
  return Array.from({ length: count + 1 }, (_, index) => ({
    id: boardId * 1000 + index + 1,
    name: `${project} Sprint ${index + 1}`,
    state: index < count - 1 ? 'closed' : index === count - 1 ? 'active' : 'future',
    boardId,
    start: generatedStart + index * fortnight,
    end: generatedStart + (index + 1) * fortnight,
  }))
}

/** The sprint that runs at a time. */
export function sprintAt(sprints: readonly Sprint[], time: number): Sprint {
  const index = Math.floor((time - generatedStart) / fortnight)
  return sprints[Math.min(sprints.length - 1, Math.max(0, index))]!
}

/** As the Sprint field holds it: an object on Cloud, the famous printed Java object on Data Center. */
export function sprintValue(flavour: Flavour, sprint: Sprint): Fields | string {
  const startDate = new Date(sprint.start).toISOString()
  const endDate = new Date(sprint.end).toISOString()
  const { id, name, state, boardId } = sprint
  if (flavour === 'cloud') return { id, name, state, boardId, goal: '', startDate, endDate }
  return (
    `com.atlassian.greenhopper.service.sprint.Sprint@${id.toString(16)}[id=${id},rapidViewId=${boardId},` +
    `state=${state.toUpperCase()},name=${name},startDate=${startDate},endDate=${endDate},completeDate=<null>,` +
    `activatedDate=<null>,sequence=${id},goal=,autoStartStop=false]`
  )
}
