import type { FieldEdit } from 'issuefs/source'
import type { Issue } from '../model/issue.ts'
import { sprintNames } from '../render/sprint.ts'
import type { WriteContext } from './context.ts'
import { differences, scalarsOf } from './field-values.ts'
import { invalid, notAllowed } from './invalid.ts'
import type { OpenSprint } from './metadata.ts'

/** Where an issue is to go: into a sprint, or out of the one it is in (`undefined`). */
export interface SprintMove {
  readonly to: number | undefined
}

/** The names of the sprints that an issue is or was in. */
export function sprintsOf({ fields, types }: Issue): readonly string[] {
  return sprintNames(fields, id => types[id] === 'gh-sprint')
}

/** What a change of `sprint` asks for; an issue is in one open sprint at most, and stays in those that are closed. */
export async function sprintMove(
  edit: FieldEdit,
  issue: Issue,
  project: string,
  { metadata, call }: WriteContext,
): Promise<SprintMove | undefined> {
  const open = await metadata.openSprints(project, call)
  const present = sprintsOf(issue)
  const wanted = scalarsOf(edit.to).map(String)
  const unknown = wanted.find(name => !present.includes(name) && !named(open, name))
  if (unknown !== undefined)
    throw notAllowed(
      'sprint',
      unknown,
      open.map(({ name }) => name),
    )
  const next = wanted.filter(name => named(open, name))
  const fresh = next.filter(name => !present.includes(name))
  if (next.length > 1) throw invalid('sprint', `an issue can be in one open sprint, not in ${next.join(' and ')}`)
  const removed = differences(edit)
    .removed.map(String)
    .filter(name => present.includes(name))
  const closed = removed.find(name => !named(open, name))
  if (closed !== undefined) throw invalid('sprint', `"${closed}" is closed, and an issue stays in closed sprints`)
  if (fresh[0] !== undefined) return { to: named(open, fresh[0])!.id }
  return removed.length > 0 && next.length === 0 ? { to: undefined } : undefined
}

function named(sprints: readonly OpenSprint[], name: string): OpenSprint | undefined {
  return sprints.find(sprint => sprint.name === name)
}
