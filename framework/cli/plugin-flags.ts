import { type Command as Program, Option as ProgramOption } from 'commander'
import { flagOf, variableOf } from '../config/option-name.ts'
import { UsageError } from '../config/usage-error.ts'
import type { Option } from '../source/options.ts'
import type { AnySource } from '../source/source.ts'

/**
 * Adds the flags of a plugin's option table to a command; flags that the command has itself stay its own.
 *
 * @returns reads what was given, by option name
 */
export function addPluginFlags(program: Program, source: AnySource): (given: object) => Record<string, unknown> {
  const attributes = new Map<string, string>()
  const taken = new Set(program.options.map(({ long }) => long))
  const add = (option: string, flag: ProgramOption): void => {
    if (taken.has(flag.long)) return
    taken.add(flag.long)
    attributes.set(flag.attributeName(), option)
    program.addOption(flag)
  }
  for (const [name, option] of Object.entries(source.options)) {
    if (option.type === 'secret') continue
    add(name, flag(flagOf(name), option).helpGroup(`Options of ${source.name}:`))
    if (option.type === 'boolean') add(name, new ProgramOption(`--no-${flagOf(name)}`).hideHelp())
    for (const alias of option.aliases ?? []) add(name, flag(alias, option).hideHelp())
    attributes.set(flagName(flagOf(name)), name)
  }
  return given =>
    Object.fromEntries(
      Object.entries(given).flatMap(([attribute, value]) => {
        const option = attributes.get(attribute)
        return option === undefined || value === undefined ? [] : [[option, value]]
      }),
    )

  function flag(long: string, option: Option): ProgramOption {
    const made = new ProgramOption(
      option.type === 'boolean' ? `--${long}` : `--${long} <${valueName(option)}>`,
      describe(source.name, long, option),
    )
    if (option.type === 'choice') made.choices([...option.choices])
    return option.type === 'list'
      ? made.argParser((text: string, before: readonly string[] | undefined) => [...(before ?? []), text])
      : made
  }
}

/**
 * Secrets can't be flags, which other users of the machine can see.
 *
 * @throws UsageError that names the variable and `login`, never the value
 */
export function refuseSecretFlags(argv: readonly string[], sources: readonly AnySource[]): void {
  for (const source of sources) {
    for (const [name, option] of Object.entries(source.options)) {
      if (option.type !== 'secret') continue
      const flags = [flagOf(name), ...(option.aliases ?? [])].map(long => `--${long}`)
      if (!argv.some(word => flags.includes(word.split('=', 1)[0]!))) continue
      throw new UsageError(
        `${flags[0]} can't be a flag, because other users see the flags of programs: set ${variableOf(source.name, name, option)}, or run "issuefs login ${source.name}".`,
      )
    }
  }
}

function flagName(flag: string): string {
  return flag.replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
}

function valueName(option: Option): string {
  return option.type === 'list' ? 'a,b' : option.type === 'choice' ? 'choice' : option.type
}

function describe(plugin: string, name: string, option: Option): string {
  const more = [
    option.default === undefined ? [] : [`default: ${String(option.default)}`],
    [`variable: ${variableOf(plugin, name, option)}`],
  ].flat()
  return `${option.help} (${more.join(', ')})`
}
