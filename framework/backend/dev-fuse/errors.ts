import { constants } from 'node:os'
import type { Errno } from '../../vfs/errno.ts'

/** The errnos of an answer: those of files, and those between the kernel and us. */
export type Refusal = Errno | 'ENOSYS' | 'EPROTO' | 'ENAMETOOLONG' | 'EPERM'

/** As the operating system's positive number. */
export function refusalNumber(refusal: Refusal): number {
  return constants.errno[refusal]
}

/** The code of an error that the system gave. */
export function codeOf(thrown: unknown): string | undefined {
  return (thrown as NodeJS.ErrnoException | undefined)?.code
}
