import { createHash } from 'node:crypto'
import { type Cursor, SourceError } from 'issuefs/source'

/** What the poll of a repository remembers between two requests. All times are GitHub's. */
export interface Position {
  /** The address that is asked, always the same one; another than usual when the repository was renamed. */
  readonly url: string
  /** The version that address had, for the token that `bound` stands for. */
  readonly etag?: string | undefined
  readonly bound?: string | undefined
  /** The latest change known. */
  readonly top: string
  /**
   * The oldest change that the last answer held, `''` when it held all there is. What is later and was not in it is news:
   * GitHub may show a change after others that were made later.
   */
  readonly floor?: string
  /** Fingerprints by number of what the last answer held: what is found the same is no news. */
  readonly seen: Readonly<Record<string, string>>
  /** Of a pass that has more pages. */
  readonly pass?: { readonly page: string; readonly after: Position } | undefined
}

export function cursorOf(position: Position): Cursor {
  return JSON.stringify(position)
}

/** Reads a cursor. Throws `invalid` for one that is not ours. */
export function positionOf(cursor: Cursor): Position {
  try {
    const position = JSON.parse(cursor) as Position
    if (typeof position.url === 'string' && typeof position.top === 'string' && typeof position.seen === 'object') {
      return position
    }
  } catch {}
  throw new SourceError('invalid', 'The stored cursor of the GitHub mount cannot be read: run “issuefs reload”.')
}

/** Twelve characters that tell two values apart. Addresses do not count: they change with the name of a repository. */
export function fingerprint(value: unknown): string {
  const text = JSON.stringify(value, (key, inner) => (/(?:^|_)url$/.test(key) ? undefined : inner))
  return createHash('sha256').update(text).digest('base64url').slice(0, 12)
}

/** The latest of some times, all as GitHub writes them; `''` for none. */
export function latest(times: readonly string[]): string {
  return times.toSorted().at(-1) ?? ''
}
