import type { Options, Values } from '../source/options.ts'
import type { AnySource } from '../source/source.ts'

/** The options with the table's defaults where nothing was given. */
export function withDefaults(source: AnySource, options: Values<Options>): Values<Options> {
  return Object.fromEntries(
    Object.entries(source.options).map(([name, option]) => [name, options[name] ?? option.default]),
  )
}
