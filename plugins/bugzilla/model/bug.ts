import type { Attachment } from './attachment.ts'
import { type FieldDirectory, isCustom } from './field-directory.ts'
import { idOf, isEmpty, type JsonObject, lineOf, objectOf } from './json.ts'
import { isoOf, millisecondsOf } from './time.ts'

/** A bug as a search or a read answers it. */
export interface RawBug extends JsonObject {
  readonly id: number
  readonly product: string
}

/** A bug as it is stored: all that its document needs. */
export interface Bug {
  readonly id: number
  readonly product: string
  /** Fields with a value, as Bugzilla sent them. */
  readonly fields: JsonObject
  /** What people call the custom fields that are there. */
  readonly labels: Readonly<Record<string, string>>
  /** Their kind, as in `FieldDirectory.type`. */
  readonly types: Readonly<Record<string, number>>
  /** All of them, oldest first, as Bugzilla sent them; the first one is the description, where it may be seen. */
  readonly comments: readonly unknown[]
  readonly attachments: readonly Attachment[]
}

/** What repeats another field, is another part of the bug, or differs in every answer. */
const DROPPED = new Set([
  'assigned_to_detail',
  'attachments',
  'cc_detail',
  'comments',
  'counts',
  'creator_detail',
  'history',
  'mentors_detail',
  'qa_contact_detail',
  'triage_owner_detail',
  'update_token',
])

/** Whether Bugzilla answered something that can be a bug. */
export function isRawBug(value: unknown): value is RawBug {
  const { id, product } = objectOf(value)
  return typeof id === 'number' && idOf(id) !== undefined && typeof product === 'string' && product.trim() !== ''
}

/** A bug to store, from what Bugzilla sent. */
export function toBug(
  raw: RawBug,
  directory: FieldDirectory,
  comments: readonly unknown[],
  attachments: readonly Attachment[],
): Bug {
  const fields = Object.fromEntries(
    Object.entries(raw).filter(([name, value]) => !DROPPED.has(name) && !isEmpty(value)),
  )
  const custom = Object.keys(fields).filter(isCustom)
  const known = <T>(find: (name: string) => T | undefined) =>
    Object.fromEntries(custom.flatMap(name => (find(name) === undefined ? [] : [[name, find(name)!]])))
  return {
    id: raw.id,
    product: raw.product,
    fields,
    labels: known(directory.label),
    types: known(directory.type),
    comments,
    attachments,
  }
}

/** The names of custom fields that have a value. */
export function customFieldsOf(raw: RawBug): readonly string[] {
  return Object.entries(raw).flatMap(([name, value]) => (isCustom(name) && !isEmpty(value) ? [name] : []))
}

/** Milliseconds since 1970 of the last change, as the server says. */
export function changedAt(raw: unknown): number | undefined {
  return millisecondsOf(objectOf(raw).last_change_time)
}

/** What an answer says of a bug's version, where it does. Equal for a listing and a single read. */
export function versionOf(raw: unknown): { readonly validator?: string; readonly modified?: string } {
  const changed = changedAt(raw)
  return changed === undefined ? {} : { validator: lineOf(changed)!, modified: isoOf(changed) }
}
