import { lineOf, listOf, numberOf, objectOf } from './json.ts'
import { nameOf } from './person.ts'
import { isoTime } from './time.ts'

/** A file of an issue. */
export interface Attachment {
  readonly id: string
  /** Unique within the issue. */
  readonly name: string
  /** As it was uploaded; part of its address. */
  readonly filename: string
  readonly size: number
  readonly created?: string
  /** What was said of it when it was attached. */
  readonly description?: string
  /** The name of who attached it. */
  readonly author?: string
}

/** The attachments, oldest first. Of two with one name (also in another case) the later one carries its id: `a-17.png`. */
export function attachmentsOf(raw: unknown): readonly Attachment[] {
  const taken = new Set<string>()
  const found = listOf(raw).map(objectOf)
  return found
    .toSorted((a, b) => numberOf(a.id) - numberOf(b.id))
    .flatMap(({ id: rawId, filename: rawName, filesize, created_on, description: said, author: person }) => {
      const id = lineOf(rawId)
      const filename = typeof rawName === 'string' && rawName !== '' ? rawName : undefined
      if (id === undefined || filename === undefined) return []
      const name = taken.has(filename.normalize().toLowerCase()) ? withId(filename, id) : filename
      taken.add(name.normalize().toLowerCase())
      const created = isoTime(created_on)
      const description = lineOf(said)
      const author = nameOf(person)
      return [
        {
          ...{ id, name, filename, size: sizeOf(filesize) },
          ...(created && { created }),
          ...(description && { description }),
          ...(author && { author }),
        },
      ]
    })
}

function withId(name: string, id: string): string {
  const dot = name.lastIndexOf('.')
  return dot > 0 ? `${name.slice(0, dot)}-${id}${name.slice(dot)}` : `${name}-${id}`
}

function sizeOf(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : 0
}
