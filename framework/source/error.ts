/**
 * Why something could not be done. The kernel maps each kind to one errno (`framework/vfs/errno.ts`).
 *
 * `conflict`: somebody else changed it. `unsupported`: the tracker has no such thing. `read-only`: it may not be written.
 * `invalid`: what was asked or configured makes no sense. `cancelled`: the caller gave up. `full`: the disk is.
 * `unexpected`: everything else.
 */
export type ErrorKind =
  | 'not-found'
  | 'denied'
  | 'rate-limited'
  | 'offline'
  | 'deadline'
  | 'conflict'
  | 'unsupported'
  | 'read-only'
  | 'invalid'
  | 'cancelled'
  | 'full'
  | 'unexpected'

/** What is known of a failure besides its kind and its sentence. */
export interface SourceErrorDetails {
  /** What was thrown underneath, for a debugger; users see only the sentence. @default nothing */
  readonly cause?: unknown
  /** Milliseconds after which the tracker wants to be asked again. */
  readonly retryAfter?: number
  /** The HTTP status behind it, where there was one. */
  readonly status?: number
}

/**
 * The one error of the project. Its message is a sentence a user can act on, without secrets.
 *
 * @example
 * throw new SourceError('invalid', 'There is no status "Dnoe"; did you mean "Done"?')
 */
export class SourceError extends Error {
  /** Decides the errno that a program gets, and whether it is worth another try. */
  readonly kind: ErrorKind
  /** Milliseconds after which the tracker wants to be asked again; undefined where it did not say. */
  readonly retryAfter: number | undefined
  /** The HTTP status behind it; undefined where no answer came, or none was needed. */
  readonly status: number | undefined

  constructor(kind: ErrorKind, sentence: string, details: SourceErrorDetails = {}) {
    super(sentence, details.cause === undefined ? undefined : { cause: details.cause })
    this.name = 'SourceError'
    this.kind = kind
    this.retryAfter = details.retryAfter
    this.status = details.status
  }
}

/**
 * Whether `thrown` is a `SourceError`, also one of another copy of this module.
 *
 * @example
 * const missing = (thrown: unknown) => isSourceError(thrown) && thrown.kind === 'not-found'
 */
export function isSourceError(thrown: unknown): thrown is SourceError {
  return thrown instanceof SourceError || (thrown instanceof Error && thrown.name === 'SourceError' && 'kind' in thrown)
}
