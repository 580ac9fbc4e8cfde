import { lineOf, listOf, objectOf } from './json.ts'
import { isoTime } from './time.ts'

/** An attachment of an issue. */
export interface Attachment {
  readonly id: string
  /** Unique among the issue's attachments. */
  readonly name: string
  readonly size: number
  /** ISO 8601. */
  readonly created?: string
  readonly author?: string
  readonly type?: string
}

/**
 * The attachments of an issue from `fields.attachment`, oldest first.
 *
 * Jira allows two with one name: the oldest keeps it, the others carry their id (`screen-10023.png`).
 */
export function attachmentsOf(field: unknown): readonly Attachment[] {
  const taken = new Set<string>()
  return listOf(field)
    .map(objectOf)
    .filter(raw => lineOf(raw.id) !== undefined && lineOf(raw.filename) !== undefined)
    .toSorted((a, b) => Number(a.id) - Number(b.id))
    .map(raw => {
      const id = lineOf(raw.id)!
      const name = freeName(String(raw.filename).trim(), id, taken)
      const created = isoTime(raw.created)
      const author = lineOf(objectOf(raw.author).displayName)
      const type = lineOf(raw.mimeType)
      return {
        id,
        name,
        size: typeof raw.size === 'number' && raw.size >= 0 ? Math.trunc(raw.size) : 0,
        ...(created && { created }),
        ...(author && { author }),
        ...(type && { type }),
      }
    })
}

function freeName(name: string, id: string, taken: Set<string>): string {
  const dot = name.lastIndexOf('.')
  const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, '']
  let free = name
  for (let turn = 1; taken.has(free); turn += 1) free = `${stem}-${id}${turn > 1 ? `-${turn}` : ''}${ending}`
  taken.add(free)
  return free
}
