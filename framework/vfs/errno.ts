import { constants } from 'node:os'
import { type ErrorKind, isSourceError } from '../source/error.ts'

/** The names of the errnos that a file operation of ours may give. */
export type Errno =
  | 'ENOENT'
  | 'EACCES'
  | 'ETIMEDOUT'
  | 'EHOSTUNREACH'
  | 'EBUSY'
  | 'EOPNOTSUPP'
  | 'EROFS'
  | 'EINVAL'
  | 'EINTR'
  | 'ENOSPC'
  | 'EIO'
  | 'ENOTDIR'
  | 'EISDIR'
  | 'EBADF'
  | 'ELOOP'
  | 'ENAMETOOLONG'
  | 'EPERM'
  | 'EEXIST'
  | 'EFBIG'
  | 'EXDEV'
  | 'ENOTEMPTY'

/**
 * The errno of each kind of error: the only such table. Never EAGAIN, on which programs spin;
 * EINTR only in answer to an interrupt.
 */
export const errnoOfKind = {
  'not-found': 'ENOENT',
  denied: 'EACCES',
  'rate-limited': 'ETIMEDOUT',
  offline: 'EHOSTUNREACH',
  deadline: 'ETIMEDOUT',
  conflict: 'EBUSY',
  unsupported: 'EOPNOTSUPP',
  'read-only': 'EROFS',
  invalid: 'EINVAL',
  cancelled: 'EINTR',
  full: 'ENOSPC',
  unexpected: 'EIO',
} as const satisfies Record<ErrorKind, Errno>

/**
 * A file operation that makes no sense as such, whatever the tracker says.
 *
 * @example
 * throw new FileError('EISDIR', '"PROJ" is a folder.')
 */
export class FileError extends Error {
  /** The name of the number that the program gets. */
  readonly errno: Errno

  constructor(errno: Errno, sentence: string) {
    super(sentence)
    this.name = 'FileError'
    this.errno = errno
  }
}

/**
 * The errno of anything thrown; `EIO` for what is neither a `FileError` nor a `SourceError`.
 *
 * @example
 * const orAbsent = (thrown: unknown) => {
 *   if (errnoOf(thrown) !== 'ENOENT') throw thrown
 * }
 */
export function errnoOf(thrown: unknown): Errno {
  if (thrown instanceof FileError) return thrown.errno
  return isSourceError(thrown) ? errnoOfKind[thrown.kind] : 'EIO'
}

/** An errno as the operating system's positive number. */
export function errnoNumber(errno: Errno): number {
  return constants.errno[errno]
}
