import { flagLine } from './flag.ts'
import { flagOf, idOf, lineOf, listOf, objectOf } from './json.ts'
import { isoTime } from './time.ts'

/** An attachment of a bug. */
export interface Attachment {
  readonly id: number
  /** Unique among the bug's attachments. */
  readonly name: string
  readonly summary?: string
  readonly size: number
  readonly type?: string
  readonly author?: string
  /** ISO 8601. */
  readonly created?: string
  /** ISO 8601. */
  readonly changed?: string
  readonly obsolete: boolean
  readonly private: boolean
  readonly patch: boolean
  /** `review+ (set by ann@example.test)` */
  readonly flags: readonly string[]
}

/**
 * The attachments of a bug, oldest first.
 *
 * Bugzilla allows two with one name: the oldest keeps it, the others carry their number (`screen-73.png`).
 */
export function attachmentsOf(answer: unknown): readonly Attachment[] {
  const taken = new Set<string>()
  return listOf(answer)
    .map(objectOf)
    .flatMap(raw => {
      const id = idOf(raw.id)
      return id === undefined ? [] : [{ ...raw, id }]
    })
    .toSorted((a, b) => a.id - b.id)
    .map((raw: Readonly<Record<string, unknown>> & { readonly id: number }) => {
      const summary = lineOf(raw.summary)
      const type = lineOf(raw.content_type)
      const author = lineOf(raw.creator)
      const created = isoTime(raw.creation_time)
      const changed = isoTime(raw.last_change_time)
      return {
        id: raw.id,
        name: freeName(lineOf(raw.file_name) ?? `attachment-${raw.id}`, raw.id, taken),
        ...(summary && { summary }),
        size: typeof raw.size === 'number' && raw.size >= 0 ? Math.trunc(raw.size) : 0,
        ...(type && { type }),
        ...(author && { author }),
        ...(created && { created }),
        ...(changed && { changed }),
        obsolete: flagOf(raw.is_obsolete),
        private: flagOf(raw.is_private),
        patch: flagOf(raw.is_patch),
        flags: listOf(raw.flags).flatMap(flag => flagLine(flag) ?? []),
      }
    })
}

function freeName(name: string, id: number, taken: Set<string>): string {
  const dot = name.lastIndexOf('.')
  const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, '']
  let free = name
  for (let turn = 1; taken.has(free); turn += 1) free = `${stem}-${id}${turn > 1 ? `-${turn}` : ''}${ending}`
  taken.add(free)
  return free
}
