import { CommanderError } from 'commander'
import { UsageError } from '../config/usage-error.ts'
import { isSourceError } from '../source/error.ts'
import { FileError } from '../vfs/errno.ts'

/** 0: done. 1: failed, or nothing found. 2: wrong usage. */
export type ExitCode = 0 | 1 | 2

export function exitCodeOf(thrown: unknown): ExitCode {
  if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? 0 : 2
  return thrown instanceof UsageError ? 2 : 1
}

/** Anything thrown, as a sentence for the user. */
export function sentenceOf(thrown: unknown): string {
  if (isSourceError(thrown) || thrown instanceof UsageError || thrown instanceof FileError) return thrown.message
  const known = systemSentence(thrown)
  if (known) return known
  const reason = thrown instanceof Error ? thrown.message : String(thrown)
  return `issuefs failed in a way that nobody expected: ${reason.replace(/\.$/, '')}. With ISSUEFS_DEBUG=1 it says where.`
}

/** What the operating system refuses, with the remedy; `undefined` for what needs a closer look. */
function systemSentence(thrown: unknown): string | undefined {
  if (!(thrown instanceof Error)) return undefined
  const { code, path } = thrown as NodeJS.ErrnoException
  const what = path === undefined ? 'A file' : `"${path}"`
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return `${path === undefined ? 'A disk' : `The disk that holds ${what}`} is full; free some space.`
    case 'EACCES':
    case 'EPERM':
      return `${what} may not be read or written by you; change its permissions, or name another place.`
    case 'EROFS':
      return `${what} is on a disk that can only be read; name another place.`
    case 'EMFILE':
    case 'ENFILE':
      return 'Too many files are open; raise the limit with "ulimit -n".'
    case 'ENOENT':
      return `${what} is not there; check its path.`
    default:
      return undefined
  }
}

/** Where it was thrown, for `ISSUEFS_DEBUG=1`. */
export function traceOf(thrown: unknown): string {
  return thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)
}
