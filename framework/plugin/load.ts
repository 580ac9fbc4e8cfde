import { SourceError } from '../source/error.ts'
import type { AnySource } from '../source/source.ts'
import { showModule } from './locate.ts'
import { registerResolveHook } from './resolve-hook.ts'
import { unsoundOptions } from './unsound-options.ts'

registerResolveHook()

/**
 * Loads a plugin's module and checks that its default export is a source.
 *
 * @throws SourceError `invalid` that names the file and what is wrong with it
 * @example
 * const { name, options } = await loadPlugin(new URL('./acme/index.ts', import.meta.url))
 */
export async function loadPlugin(module: URL): Promise<AnySource> {
  let loaded: { readonly default?: unknown }
  try {
    loaded = (await import(module.href)) as typeof loaded
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown)
    throw new SourceError('invalid', `The plugin "${showModule(module)}" could not be loaded: ${reason}`, {
      cause: thrown,
    })
  }
  const wrong = whatIsWrong(loaded.default)
  if (wrong)
    throw new SourceError(
      'invalid',
      `"${showModule(module)}" is not a plugin: ${wrong}. It must export by default what defineSource gives.`,
    )
  return loaded.default as AnySource
}

function whatIsWrong(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return 'it has no default export'
  const source = value as Partial<AnySource>
  if (typeof source.name !== 'string' || !/^[a-z][a-z0-9-]*$/.test(source.name))
    return 'its name must be lower-case letters, digits and dashes'
  if (typeof source.revision !== 'number') return 'its revision must be a number'
  if (typeof source.options !== 'object' || source.options === null) return 'it has no option table'
  if (typeof source.open !== 'function') return 'it has no open()'
  return unsoundOptions(source.options)
}
