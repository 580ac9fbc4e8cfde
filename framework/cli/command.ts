import type { Context } from './context.ts'
import type { ExitCode } from './failure.ts'
import type { Selection } from './selection.ts'

/** A flag that a command has whatever the plugin. */
export interface Flag {
  /** `--cache-dir <dir>`, as commander reads it. */
  readonly flags: string
  /** One sentence. */
  readonly help: string
  readonly choices?: readonly string[]
  /** Its value may be left out, then it is this. The next word is taken for it only when it is one of the choices. */
  readonly inline?: string
  /** May be given several times; the value is then a list. */
  readonly repeated?: true
}

interface Argument {
  /** `<path>` is required, `[dir]` is not, `[path...]` takes several. */
  readonly syntax: string
  readonly help: string
}

/** What the user asked for. */
export interface Invocation {
  /** As many as the command has; a repeated one is a list. */
  readonly arguments: readonly (string | readonly string[] | undefined)[]
  /** The command's own, by the name in camel case. */
  readonly flags: Readonly<Record<string, unknown>>
  /** Options of the plugin that were given as flags, by option name. */
  readonly pluginFlags: Readonly<Record<string, unknown>>
  /** What `--plugin` and `--config` choose, found before the flags were read. */
  readonly selection: Selection
}

/** A command of the command line: one file each. */
export interface Command {
  readonly name: string
  /** One sentence. */
  readonly summary: string
  /** More, for its help. */
  readonly details?: string
  readonly arguments?: readonly Argument[]
  readonly flags?: readonly Flag[]
  /** `tree`: it takes `--plugin`, the plugin's options, `--config` and `--cache-dir`. `first-argument`: the plugin is its argument. */
  readonly plugin?: 'tree' | 'first-argument'
  /** Command lines, each with what it does. */
  readonly examples: readonly (readonly [line: string, does: string])[]
  run(invocation: Invocation, context: Context): Promise<ExitCode>
}
