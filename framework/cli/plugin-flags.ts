import { type Command as Program, Option as ProgramOption } from 'commander'
import { flagOf, flagsOf, variableOf } from '../config/option-name.ts'
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
    // Of two that turn something on and off, the one that changes something is shown.
    const shown = option.type === 'boolean' && option.default === true ? `--no-${flagOf(name)}` : `--${flagOf(name)}`
    for (const each of flagsOf(name, option)) {
      const made = flag(each, name, option)
      add(name, each === shown ? made.helpGroup(`Options of ${source.name}:`) : made.hideHelp())
    }
    attributes.set(flagName(flagOf(name)), name)
  }
  return given =>
    Object.fromEntries(
      Object.entries(given).flatMap(([attribute, value]) => {
        const option = attributes.get(attribute)
        return option === undefined || value === undefined ? [] : [[option, value]]
      }),
    )

  function flag(long: string, name: string, option: Option): ProgramOption {
    const made = new ProgramOption(
      option.type === 'boolean' ? long : `${long} <${valueName(option)}>`,
      describe(source.name, name, option),
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
      const flags = flagsOf(name, option)
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
