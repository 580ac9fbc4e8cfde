import { type Attachment, attachmentsOf } from './attachment.ts'
import type { FieldDirectory } from './field-directory.ts'
import { lineOf, listOf, objectOf } from './json.ts'
import { slim, slimFields } from './slim.ts'
import { isoOf, millisecondsOf } from './time.ts'

/** An issue as search, bulkfetch and a single read answer it. */
export interface RawIssue {
  readonly id: string
  readonly key: string
  readonly fields?: Readonly<Record<string, unknown>>
}

/** An issue as it is stored: all that its document needs. */
export interface Issue {
  readonly id: string
  readonly key: string
  /** Fields with a value, as Jira sent them, without pictures and addresses. */
  readonly fields: Readonly<Record<string, unknown>>
  /** What people call the custom fields that are there. */
  readonly names: Readonly<Record<string, string>>
  /** Their kind, as in `FieldDirectory.type`. */
  readonly types: Readonly<Record<string, string>>
  /** All of them, oldest first. */
  readonly comments: readonly unknown[]
  readonly attachments: readonly Attachment[]
}

/** An issue to store, from what Jira sent. `comments` stand for an embedded page that was cut short. */
export function toIssue(raw: RawIssue, directory: FieldDirectory, comments = embeddedComments(raw).comments): Issue {
  const fields = slimFields(objectOf(raw.fields), directory.type)
  const custom = Object.keys(fields).filter(isCustom)
  const known = (find: (id: string) => string | undefined) =>
    Object.fromEntries(custom.flatMap(id => (find(id) === undefined ? [] : [[id, find(id)!]])))
  return {
    id: raw.id,
    key: raw.key,
    fields,
    names: known(directory.name),
    types: known(directory.type),
    comments: comments.map(slim),
    attachments: attachmentsOf(objectOf(raw.fields).attachment),
  }
}

/** The comments that came along, and how many there are. */
export function embeddedComments(raw: RawIssue): { readonly comments: readonly unknown[]; readonly total: number } {
  const page = objectOf(objectOf(raw.fields).comment)
  const comments = listOf(page.comments)
  return { comments, total: typeof page.total === 'number' ? page.total : comments.length }
}

/** The ids of custom fields that have a value. */
export function customFieldsOf(raw: RawIssue): readonly string[] {
  return Object.entries(objectOf(raw.fields)).flatMap(([id, value]) => (isCustom(id) && value !== null ? [id] : []))
}

export function isCustom(id: string): boolean {
  return id.startsWith('customfield_')
}

/** Milliseconds since 1970 of the last change, as the server says. */
export function updatedOf(raw: RawIssue): number | undefined {
  return millisecondsOf(raw.fields?.updated)
}

/** What a listing says of an issue's version, where it knows. Equal for a listing and a full read. */
export function versionOf(raw: RawIssue): { readonly validator?: string; readonly modified?: string } {
  const updated = updatedOf(raw)
  return updated === undefined ? {} : { validator: String(updated), modified: isoOf(updated) }
}

/** Whether Jira answered something that can be an issue. */
export function isRawIssue(value: unknown): value is RawIssue {
  const { id, key } = objectOf(value)
  return typeof id === 'string' && lineOf(key) !== undefined
}
