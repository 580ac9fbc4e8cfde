import type { FieldsOf, FrontValue } from 'issuefs/source'
import type { Issue } from '../model/issue.ts'
import { listOf, objectOf } from '../model/json.ts'
import type { ISSUE } from '../routes/paths.ts'
import { type Named, namedOf } from './choice.ts'

/** Whose fields are meant: an issue that is there, or a new one. */
export interface Asked {
  /** The identifier of the project. */
  readonly project: string
  /** `undefined` for a new one. */
  readonly issue: Issue | undefined
  /** What is given of a new one. */
  readonly given: Readonly<Record<string, FrontValue>>
}

export function askedOf(of: FieldsOf<typeof ISSUE, Issue>): Asked {
  return of.of === 'issue'
    ? { project: of.key.project, issue: of.entity, given: {} }
    : { project: of.scope.project, issue: undefined, given: of.given }
}

/** Everybody an issue speaks of. */
export function peopleOf({ fields, journals }: Issue): readonly Named[] {
  return namedOf([
    fields.author,
    fields.assigned_to,
    ...listOf(fields.watchers),
    ...listOf(journals).map(journal => objectOf(journal).user),
  ])
}
