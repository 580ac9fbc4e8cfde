import { expect } from 'vitest'
import { guarded } from '../../layers/guard.ts'
import { type ErrorKind, isSourceError, type SourceError } from '../../source/error.ts'

/** What an operation of a plugin has come to. */
export type Outcome<T> = { readonly value: T } | { readonly error: SourceError }

/** Runs an operation of a plugin as the kernel does. */
export async function outcomeOf<T>(operation: () => Promise<T>): Promise<Outcome<T>> {
  return guarded(operation).then(
    value => ({ value }),
    (error: SourceError) => {
      expect(isSourceError(error)).toBe(true)
      const { cause } = error
      const isSlip = cause instanceof TypeError || cause instanceof ReferenceError || cause instanceof RangeError
      expect(isSlip, `An error of the program came through, not of the tracker: ${String(cause)}`).toBe(false)
      return { error }
    },
  )
}

/** An operation has to fail, in one of these ways. Gives its error. */
export async function failsAs(
  kinds: readonly ErrorKind[],
  what: string,
  operation: () => Promise<unknown>,
): Promise<SourceError> {
  const outcome = await outcomeOf(operation)
  if ('value' in outcome) expect.fail(`${what} should have failed as ${kinds.join(' or ')}, and it did not fail.`)
  const { kind, message } = outcome.error
  expect(kinds, `${what} should have failed as ${kinds.join(' or ')}; it failed as ${kind}: ${message}`).toContain(kind)
  expect(message, `${what} failed without a sentence.`).not.toBe('')
  return outcome.error
}

/** What was made by one request whose answer was lost. `said` is what came instead of the answer. */
export function madeOnce(made: readonly unknown[], said: SourceError): void {
  if (made.length === 0) expect.fail(`It was not made at all; the request ended with: ${said.message}`)
  expect(made.length, 'A POST that makes something is never repeated: no safe: true, no loop of your own.').toBe(1)
}
