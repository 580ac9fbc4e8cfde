import { UsageError } from '../config/usage-error.ts'
import { isSourceError } from '../source/error.ts'

/** Opens a source, which asks nobody: what it refuses as `invalid` is the value of an option, and so wrong usage. */
export function withoutWrongOptions<T>(open: () => T): T {
  try {
    return open()
  } catch (thrown) {
    if (isSourceError(thrown) && thrown.kind === 'invalid') throw new UsageError(thrown.message, { cause: thrown })
    throw thrown
  }
}
