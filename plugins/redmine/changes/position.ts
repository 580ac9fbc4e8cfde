import { type Cursor, SourceError } from 'issuefs/source'
import { isObject } from '../model/json.ts'

/** What a poll remembers between two requests. All times are the server's, in milliseconds since 1970. */
export interface Position {
  /** The latest change known when this pass began. */
  readonly top: number
  /** When each changed and its version, by id, as far back as the next poll looks: what is the same is no news. */
  readonly seen: Readonly<Record<string, readonly [updated: number, validator: string]>>
  /** Of a pass that has more pages. */
  readonly pass?: Pass
}

interface Pass {
  readonly offset: number
  /** The latest change found in it so far. */
  readonly high: number
  /** How many there were to find. */
  readonly total: number
  readonly found: Position['seen']
}

export function cursorOf(position: Position): Cursor {
  return JSON.stringify(position)
}

/** Reads a cursor. Throws `invalid` for one that is not ours. */
export function positionOf(cursor: Cursor): Position {
  try {
    const position = JSON.parse(cursor) as Position
    if (typeof position.top === 'number' && isObject(position.seen)) return position
  } catch {}
  throw new SourceError('invalid', 'The stored cursor of the Redmine mount cannot be read: run “issuefs reload”.')
}
