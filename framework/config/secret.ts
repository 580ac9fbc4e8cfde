import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { SourceError } from '../source/error.ts'
import { expandHome } from './expand-home.ts'
import { whyNotPrivate } from './private-file.ts'
import { runSecretCommand } from './secret-command.ts'
import { UsageError } from './usage-error.ts'

/** The keys that can give a secret option in a configuration file. */
export function secretKeys(option: string): readonly string[] {
  return [option, `${option}Command`, `${option}File`]
}

/** Where a mount's options stand in a configuration file. */
export interface ConfigPlace {
  readonly path: string
  readonly mount: string
}

/**
 * A secret as a configuration gives it: by itself in a private file, by a command, or by a file.
 *
 * @throws UsageError or SourceError with the remedy, never with the secret
 */
export async function configSecret(
  option: string,
  given: Readonly<Record<string, unknown>>,
  place: ConfigPlace,
): Promise<string | undefined> {
  const keys = secretKeys(option).filter(key => given[key] !== undefined)
  if (keys.length > 1)
    throw new UsageError(`mounts.${place.mount} in "${place.path}" has ${keys.join(' and ')}; keep one of them.`)
  const [key] = keys
  if (key === undefined) return undefined
  const value = given[key]
  const origin = `mounts.${place.mount}.${key} in "${place.path}"`
  if (typeof value !== 'string' || value === '') throw new UsageError(`${origin} must be a text.`)
  if (key === `${option}Command`) return runSecretCommand(value, origin)
  if (key === `${option}File`) return readSecretFile(resolve(dirname(place.path), expandHome(value)), origin)
  const problem = whyNotPrivate(place.path)
  if (problem)
    throw new UsageError(`${origin} is a secret in a file that is not private: ${problem} (or use ${option}Command).`)
  return value
}

function readSecretFile(path: string, origin: string): string {
  let line: string
  try {
    const problem = whyNotPrivate(path)
    if (problem) throw new UsageError(`The file of ${origin} is not private: ${problem}`)
    line = readFileSync(path, 'utf8').split(/\r?\n/, 1)[0]!
  } catch (thrown) {
    if (thrown instanceof UsageError) throw thrown
    const { code } = thrown as NodeJS.ErrnoException
    throw new SourceError('denied', `The file "${path}" of ${origin} can't be read (${code}); check its path.`)
  }
  if (line === '')
    throw new SourceError('denied', `The file "${path}" of ${origin} is empty; write the secret into it.`)
  return line
}
