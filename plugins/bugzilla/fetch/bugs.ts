import { type Call, type Got, isSourceError, type SourceError, type Want } from 'issuefs/source'
import { type Bug, customFieldsOf, toBug, versionOf } from '../model/bug.ts'
import { idOf, objectOf } from '../model/json.ts'
import type { BugKey } from '../routes/paths.ts'
import { wholeBug } from '../search/fields.ts'
import type { Site } from '../site.ts'
import { attachmentsIn, needsAttachments } from './attachments.ts'
import { commentsOf, embeddedComments } from './comments.ts'
import { bugsIn } from './permissive.ts'

export type BugWant = Want<BugKey>

/** A bug as far as it is known. */
type Found = { readonly bug: Bug; readonly hasComments: boolean } | SourceError

/**
 * Reads up to 200 bugs, one answer per want, in order. One bad bug never fails its batch.
 *
 * Three requests at most where all may be read: the bugs that no listing gave, the comments, and the attachments of those
 * that have some.
 */
export async function fetchBugs(site: Site, wants: readonly BugWant[], call: Call): Promise<readonly Got<Bug>[]> {
  const found = new Map<number, Found>(listed(wants))
  const client = await site.client(call)
  const asked = unique(wants.flatMap(want => idOfWant(want) ?? [])).filter(id => !found.has(id))
  if (asked.length > 0) for (const [id, answer] of await read(site, call, asked)) found.set(id, answer)

  const bare = [...found].flatMap(([id, answer]) => (isSourceError(answer) || answer.hasComments ? [] : [id]))
  for (const [id, answer] of await commentsOf(client, bare)) found.set(id, merged(found.get(id)!, answer, 'comments'))
  const attached = [...found].flatMap(([id, answer]) => (needs(answer) ? [id] : []))
  for (const [id, answer] of await attachmentsIn(client, attached)) {
    found.set(id, merged(found.get(id)!, answer, 'attachments'))
  }
  return wants.map(want => gotOf(site, want, found.get(idOfWant(want) ?? 0)))
}

/** What listings gave already, but for what they cannot give. */
function listed(wants: readonly BugWant[]): readonly (readonly [number, Found])[] {
  return wants.flatMap(({ entity, missing = [] }) =>
    isBug(entity) && missing.length > 0
      ? [[entity.id, { bug: entity, hasComments: !missing.includes('comments') }] as const]
      : [],
  )
}

/** What is stored is ours, but perhaps of an older version of this plugin. */
function isBug(entity: unknown): entity is Bug {
  const { id, fields, comments } = objectOf(entity)
  return idOf(id) !== undefined && versionOf(fields).validator !== undefined && Array.isArray(comments)
}

async function read(site: Site, call: Call, ids: readonly number[]): Promise<readonly (readonly [number, Found])[]> {
  const client = await site.client(call)
  const { bugs, faults } = await bugsIn(client, ids, wholeBug(client.flavour))
  const directory = await site.fields(call, [...bugs.values()].flatMap(customFieldsOf))
  const whole = [...bugs].map(([id, raw]) => {
    const comments = embeddedComments(raw)
    return [id, { bug: toBug(raw, directory, comments ?? [], []), hasComments: comments !== undefined }] as const
  })
  return [...faults, ...whole]
}

function merged(found: Found, part: unknown, name: 'comments' | 'attachments'): Found {
  if (isSourceError(found)) return found
  if (isSourceError(part)) return part
  return { bug: { ...found.bug, [name]: part }, hasComments: true }
}

function needs(found: Found): boolean {
  return !isSourceError(found) && needsAttachments(found.bug.comments)
}

function gotOf(site: Site, { key }: BugWant, found: Found | undefined): Got<Bug> {
  if (found === undefined) return { status: 'gone' }
  if (isSourceError(found)) return failedGot(found)
  const { bug } = found
  if (bug.product !== key.product) return movedTo(site, bug)
  return {
    status: 'fresh',
    id: String(bug.id),
    key: { product: bug.product, id: bug.id },
    entity: bug,
    ...versionOf(bug.fields),
  }
}

/** A move, with its new place if that is in this source. */
function movedTo({ selection }: Site, { product, id }: Bug): Got<never> {
  const isHere = selection.products?.some(name => name.toLowerCase() === product.toLowerCase()) ?? true
  return { status: 'moved', ...(isHere && { to: { product, id } }) }
}

/** The answer for one bug that an error stands for. Only Bugzilla's own word (codes 100 and 101) says that it is gone. */
export function failedGot(error: SourceError): Got<never> {
  if (error.kind === 'not-found') return { status: 'gone' }
  return error.kind === 'denied' && error.status !== 401 ? { status: 'denied' } : { status: 'failed', error }
}

function idOfWant({ id, key }: BugWant): number | undefined {
  return idOf(id ?? key.id)
}

function unique(ids: readonly number[]): readonly number[] {
  return [...new Set(ids)]
}
