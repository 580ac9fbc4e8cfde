import type { Option } from '../source/options.ts'

/** The flag of an option, without dashes in front: `maxPages` is `max-pages`. */
export function flagOf(option: string): string {
  return option.replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)
}

/** The environment variable of an option. */
export function variableOf(plugin: string, option: string, { env }: Pick<Option, 'env'>): string {
  return env ?? `${plugin}_${flagOf(option)}`.replaceAll('-', '_').toUpperCase()
}
