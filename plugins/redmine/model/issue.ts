import { type Attachment, attachmentsOf } from './attachment.ts'
import { isEmpty, isObject, type JsonObject, lineOf, listOf, numberOf, objectOf } from './json.ts'
import { idOf } from './person.ts'
import { millisecondsOf } from './time.ts'

/** An issue as Redmine sends it: nothing in it is promised but its id. */
export type RawIssue = JsonObject & { readonly id: number }

/** An issue as it is stored: all that a document needs. */
export interface Issue {
  readonly id: number
  /** The identifier of its project. */
  readonly project: string
  /** Fields with a value, as Redmine sent them. */
  readonly fields: JsonObject
  /** Journals, oldest first, whatever order the user prefers. Absent in what a listing gave. */
  readonly journals?: readonly unknown[]
  readonly attachments: readonly Attachment[]
  readonly closed: boolean
}

/** What the surroundings know that the answer does not say. */
export interface IssueContext {
  readonly project: string
  /** Whether a status closes an issue, for servers before 5.0, which do not say so themselves. */
  readonly isClosing: (status: string) => boolean
}

/** An issue to store. */
export function toIssue(raw: RawIssue, { project, isClosing }: IssueContext): Issue {
  const { journals, attachments, ...fields } = raw
  const { is_closed: closed, id: status } = objectOf(raw.status)
  return {
    id: raw.id,
    project,
    fields: Object.fromEntries(Object.entries(fields).filter(([, value]) => !isEmpty(value))),
    ...(journals !== undefined && { journals: ordered(listOf(journals)) }),
    attachments: attachmentsOf(attachments),
    closed: typeof closed === 'boolean' ? closed : isClosing(lineOf(status) ?? ''),
  }
}

/** Whether Redmine answered something that can be an issue. */
export function isRawIssue(value: unknown): value is RawIssue {
  return isObject(value) && Number.isSafeInteger(value.id) && Number(value.id) > 0
}

/** The ids that are in the way of a path are none. */
export function projectIdOf(raw: RawIssue): string | undefined {
  return idOf(raw.project)
}

/** Milliseconds since 1970 of the last change, as the server says. */
export function updatedOf(raw: RawIssue): number | undefined {
  return millisecondsOf(raw.updated_on)
}

function ordered(journals: readonly unknown[]): readonly unknown[] {
  return journals.toSorted((a, b) => numberOf(objectOf(a).id) - numberOf(objectOf(b).id))
}
