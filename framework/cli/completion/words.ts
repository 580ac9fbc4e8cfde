import { ownPlugins } from '../../plugin/locate.ts'
import type { Command, Flag } from '../command.ts'
import { commands } from '../commands.ts'
import { treeFlags } from '../tree-flags.ts'

/** A flag as a shell completes it. */
export interface FlagWords {
  /** `--plugin` */
  readonly name: string
  readonly help: string
  /** What its value is: one of these words, a path, or something that can't be completed. Absent without a value. */
  readonly value?: readonly string[] | 'path' | 'any'
}

/** A command as a shell completes it. */
export interface CommandWords {
  readonly name: string
  readonly summary: string
  readonly flags: readonly FlagWords[]
  /** What its first argument is. */
  readonly argument: readonly string[] | 'path' | 'any' | undefined
}

/** All commands and their flags. Those of a plugin's options are not among them: they depend on the plugin. */
export function completionWords(): readonly CommandWords[] {
  const help: Flag = { flags: '--help', help: 'Show its help.' }
  return commands.map(command => ({
    name: command.name,
    summary: command.summary,
    flags: [...(command.flags ?? []), ...(command.plugin === 'tree' ? treeFlags : []), help].map(flagWords),
    argument: argumentOf(command),
  }))
}

function flagWords({ flags, help, choices, inline }: Flag): FlagWords {
  const [name, value] = flags.split(' ') as [string, string | undefined]
  if (value === undefined || inline !== undefined) return { name, help }
  if (name === '--plugin') return { name, help, value: ownPlugins() }
  return { name, help, value: choices ?? (/dir|file|path/.test(value) ? 'path' : 'any') }
}

function argumentOf({ name, arguments: [first] = [], plugin }: Command): CommandWords['argument'] {
  if (!first) return undefined
  if (plugin === 'first-argument' || name === 'plugins' || name === 'emulate') return ownPlugins()
  if (name === 'pending') return ['retry', 'drop']
  if (name === 'completion') return ['bash', 'zsh', 'fish']
  return /dir|path/.test(first.syntax) ? 'path' : 'any'
}
