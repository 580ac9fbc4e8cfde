import { createHash } from 'node:crypto'
import { SourceError } from 'issuefs/source'
import type { BugzillaOptions } from './options.ts'

/** Whose eyes Bugzilla is seen with. */
export interface Credentials {
  /** `undefined`: anonymous. */
  readonly key: string | undefined
  readonly login: string | undefined
  /** What to do when they are refused. */
  readonly remedy: string
}

/** The credentials among the options. Throws `invalid` for a key that cannot be one. */
export function credentialsOf({ key, login }: BugzillaOptions): Credentials {
  const given = key?.trim() || undefined
  if (given !== undefined && /\s/.test(given)) {
    throw new SourceError('invalid', 'The API key holds spaces or line ends: check BUGZILLA_API_KEY.')
  }
  const remedy =
    given === undefined
      ? 'set BUGZILLA_API_KEY (a key is made at Preferences, API Keys)'
      : 'check BUGZILLA_API_KEY (a key is made at Preferences, API Keys)'
  return { key: given, login: login?.trim() || undefined, remedy }
}

/** Tells accounts apart where the server does not say whose a key is. The key cannot be found from it. */
export function keyMark(key: string): string {
  return `key ${createHash('sha256').update(`issuefs bugzilla ${key}`).digest('hex').slice(0, 12)}`
}
