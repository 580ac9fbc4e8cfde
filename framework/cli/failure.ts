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
  const reason = thrown instanceof Error ? thrown.message : String(thrown)
  return `issuefs failed in a way that nobody expected: ${reason.replace(/\.$/, '')}. With ISSUEFS_DEBUG=1 it says where.`
}

/** Where it was thrown, for `ISSUEFS_DEBUG=1`. */
export function traceOf(thrown: unknown): string {
  return thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)
}
