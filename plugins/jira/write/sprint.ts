import type { FieldEdit } from 'issuefs/source'
import type { Issue } from '../model/issue.ts'
import { type OwnSprint, ownSprints } from '../render/sprint.ts'
import type { WriteContext } from './context.ts'
import { differences, scalarsOf } from './field-values.ts'
import { invalid, notAllowed } from './invalid.ts'
import type { OpenSprint } from './metadata.ts'

/** Where an issue is to go: into a sprint, or out of the one it is in (`undefined`). */
export interface SprintMove {
  readonly to: number | undefined
}

/** The sprints that an issue is or was in. */
export function sprintsOf({ fields, types }: Issue): readonly OwnSprint[] {
  return ownSprints(fields, id => types[id] === 'gh-sprint')
}

/**
 * The words for sprints that an issue can be put into, with their ids: the name, and the number behind it where another
 * open sprint bears that name, or another that the issue was in.
 */
export function sprintWords(open: readonly OpenSprint[], own: readonly OwnSprint[]): ReadonlyMap<string, number> {
  const isAlone = ({ id, name }: OpenSprint) => ![...open, ...own].some(one => one.name === name && one.id !== id)
  return new Map(open.map(one => [isAlone(one) ? one.name : `${one.name} (${one.id})`, one.id]))
}

/** What a change of `sprint` asks for; an issue is in one open sprint at most, and stays in those that are closed. */
export async function sprintMove(
  edit: FieldEdit,
  issue: Issue,
  project: string,
  { metadata, call }: WriteContext,
): Promise<SprintMove | undefined> {
  const present = sprintsOf(issue)
  const words = sprintWords(await metadata.openSprints(project, call), present)
  const inName = (name: string) => present.filter(one => one.name === name)
  const wanted = scalarsOf(edit.to).map(String)
  const unknown = wanted.find(name => inName(name).length === 0 && !words.has(name))
  if (unknown !== undefined) throw notAllowed('sprint', unknown, [...words.keys()])
  const fresh = wanted.filter(name => inName(name).length === 0)
  const next = [...wanted.filter(name => inName(name).some(one => !one.isClosed)), ...fresh]
  if (next.length > 1) throw invalid('sprint', `an issue can be in one open sprint, not in ${next.join(' and ')}`)
  const removed = differences(edit)
    .removed.map(String)
    .filter(name => inName(name).length > 0)
  const closed = removed.find(name => inName(name).every(one => one.isClosed))
  if (closed !== undefined) {
    const all = [...present.filter(one => one.isClosed).map(one => one.name), ...next].join(', ')
    throw invalid('sprint', `"${closed}" is closed, and an issue stays in closed sprints; leave it there: [${all}]`)
  }
  if (fresh[0] !== undefined) return { to: words.get(fresh[0])! }
  return removed.length > 0 && next.length === 0 ? { to: undefined } : undefined
}
