import type { Option } from '../source/options.ts'

/** The flag of an option, without dashes in front: `maxPages` is `max-pages`. */
export function flagOf(option: string): string {
  return option.replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)
}

/** All flags of an option: its own, the one that turns it off, and its other names. The first is its own. */
export function flagsOf(name: string, option: Option): readonly string[] {
  const own = flagOf(name)
  return [own, ...(option.type === 'boolean' ? [`no-${own}`] : []), ...(option.aliases ?? [])].map(each => `--${each}`)
}

/** The environment variable of an option. */
export function variableOf(plugin: string, option: string, { env }: Pick<Option, 'env'>): string {
  return env ?? `${plugin}_${flagOf(option)}`.replaceAll('-', '_').toUpperCase()
}
