import { type Cursor, SourceError } from 'issuefs/source'
import type { Place } from '../search/walk.ts'

/** What a poll remembers between two requests. All times are the server's, in milliseconds since 1970. */
export interface Position {
  /** The latest change known when this pass began. */
  readonly top: number
  /** The server's clock then, where it told. */
  readonly now?: number
  /** Last changes by bug, as far back as the next poll looks: what it finds unchanged is no news. */
  readonly seen: Times
  /** Of a pass that has more pages. */
  readonly pass?: Pass
}

/** When each bug changed last; below zero where its second was not over yet, so that more may have happened in it. */
export type Times = Readonly<Record<string, number>>

export interface Pass {
  readonly place: Place
  readonly found: Times
}

export function cursorOf(position: Position): Cursor {
  return JSON.stringify(position)
}

/** Reads a cursor. Throws `invalid` for one that is not ours. */
export function positionOf(cursor: Cursor): Position {
  try {
    const { top, now, seen, pass } = JSON.parse(cursor) as Position
    if (Number.isFinite(top) && typeof seen === 'object' && seen !== null) {
      return { top, seen, ...(now !== undefined && { now }), ...(pass && { pass }) }
    }
  } catch {}
  throw new SourceError('invalid', 'The stored cursor of the Bugzilla mount cannot be read: it begins anew.')
}
