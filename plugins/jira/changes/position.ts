import { type Cursor, SourceError } from 'issuefs/source'
import type { Flavour } from '../options.ts'

/** What a poll remembers between two requests. All times are the server's, in milliseconds since 1970. */
export interface Position {
  /** Spares a fresh session the question. */
  readonly flavour: Flavour
  /** The caller's time zone (Data Center) in the pass under way, or the last one; `undefined` when it is not known. */
  readonly zone?: string | undefined
  /** The latest change known when this pass began. */
  readonly top: number
  /** When the server answered the last whole pass; `undefined` when there was none, or it did not say. */
  readonly checked?: number | undefined
  /** Versions by id, as far back as the next poll looks: what it finds unchanged is no news. */
  readonly seen: Readonly<Record<string, number>>
  /** Of a pass that has more pages. */
  readonly pass?: Pass
}

interface Pass {
  readonly page: string
  /** The latest change found in it so far. */
  readonly high: number
  readonly found: Readonly<Record<string, number>>
  /** When the server answered its first page. */
  readonly began: number | undefined
}

export function cursorOf(position: Position): Cursor {
  return JSON.stringify(position)
}

/** Reads a cursor. Throws `invalid` for one that is not ours. */
export function positionOf(cursor: Cursor): Position {
  try {
    const { flavour, zone, top, checked, seen, pass } = JSON.parse(cursor) as Position
    if (typeof top === 'number' && typeof seen === 'object' && (flavour === 'cloud' || flavour === 'data-center')) {
      return { flavour, zone, top, checked, seen, ...(pass && { pass }) }
    }
  } catch {}
  throw new SourceError('invalid', 'The stored cursor of the Jira mount cannot be read: run “issuefs reload”.')
}
