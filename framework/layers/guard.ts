import { isSourceError, SourceError } from '../source/error.ts'
import { cancelled } from './clock.ts'
import type { Layer } from './fetcher.ts'
import { exchangeError } from './network-error.ts'
import { printable } from './tracker-message.ts'

/** Whatever an exchange throws is a `SourceError`. */
export const guard: Layer = next => async (exchange, context) => {
  try {
    return await next(exchange, context)
  } catch (thrown) {
    throw exchangeError(thrown, exchange, context.signal)
  }
}

/**
 * Runs an operation of a plugin: whatever it throws is a `SourceError`.
 *
 * @param what the subject of the sentence, such as `The plugin jira`
 */
export async function guarded<T>(operation: () => T | Promise<T>, what = 'The plugin'): Promise<T> {
  try {
    return await operation()
  } catch (thrown) {
    throw operationError(thrown, what)
  }
}

function operationError(thrown: unknown, what: string): SourceError {
  if (isSourceError(thrown)) return thrown
  const details = { cause: thrown }
  if (!(thrown instanceof Error)) return new SourceError('unexpected', `${what} ${sayThrown(thrown)}`, details)
  if (thrown.name === 'AbortError') return cancelled()
  if (thrown.name === 'TimeoutError') return new SourceError('deadline', `${what} took too long.`, details)
  if (thrown instanceof SyntaxError) {
    const sentence = `${what} got an answer that is not what it should be (a login page? a wrong address?)`
    return new SourceError('unexpected', `${sentence}: ${shortened(thrown.message)}`, details)
  }
  return new SourceError('unexpected', `${what} failed: ${thrown.name}: ${shortened(thrown.message)}`, details)
}

/** What is thrown without being an error mostly says something all the same. */
function sayThrown(thrown: unknown): string {
  const said = typeof thrown === 'object' && thrown !== null && 'message' in thrown ? thrown.message : thrown
  return typeof said === 'string' && said !== '' ? `failed: ${shortened(said)}` : 'threw what is not an error.'
}

function shortened(message: string): string {
  return printable(message).slice(0, 200)
}
