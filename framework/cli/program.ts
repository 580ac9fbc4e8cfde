import { CommanderError, Command as Program, Option as ProgramOption } from 'commander'
import { UsageError } from '../config/usage-error.ts'
import type { AnySource } from '../source/source.ts'
import type { Command, Flag } from './command.ts'
import { commands } from './commands.ts'
import type { Context } from './context.ts'
import type { ExitCode } from './failure.ts'
import { addPluginFlags, refuseSecretFlags } from './plugin-flags.ts'
import { nothingSelected, type Selection, select } from './selection.ts'
import { treeFlags } from './tree-flags.ts'
import { version } from './version.ts'

/**
 * Reads a command line and runs it. The chosen plugin is found first, because its option table gives the flags.
 *
 * @throws UsageError, CommanderError or whatever the command throws
 */
export async function runProgram(argv: readonly string[], context: Context): Promise<ExitCode> {
  const command = commands.find(({ name }) => name === argv.find(word => !word.startsWith('-')))
  const selection = await selectFor(command, argv, context)
  let code: ExitCode = 0
  const program = buildProgram(selection, context, result => {
    code = result
  })
  if (command)
    refuseSecretFlags(
      argv,
      selection.selected.map(({ source }) => source),
    )
  try {
    await program.parseAsync(withInlineValues(argv, command), { from: 'user' })
  } catch (thrown) {
    throw withHint(thrown, command, selection)
  }
  return code
}

/** `--write` alone means `--write=wait`: commander would take any next word for its value, also a folder. */
function withInlineValues(argv: readonly string[], command: Command | undefined): string[] {
  const inline = new Map(
    command?.flags?.flatMap(flag => (flag.inline === undefined ? [] : [[flag.flags.split(' ')[0]!, flag]])),
  )
  return argv.flatMap((word, at) => {
    const before = inline.get(argv[at - 1] ?? '')
    if (before?.choices?.includes(word)) return []
    const flag = inline.get(word)
    if (!flag) return [word]
    const next = argv[at + 1] ?? ''
    return [`${word}=${flag.choices?.includes(next) ? next : flag.inline}`]
  })
}

/** An unknown flag may be one of a plugin that was not named. */
function withHint(thrown: unknown, command: Command | undefined, { by }: Selection): unknown {
  if (!(thrown instanceof CommanderError) || thrown.code !== 'commander.unknownOption') return thrown
  if (command?.plugin !== 'tree' || by !== 'nothing') return thrown
  const flag = /'(--?[\w-]+)/.exec(thrown.message)?.[1] ?? 'that'
  return new UsageError(`There is no flag ${flag}; if it is an option of a plugin, say which one with --plugin NAME.`)
}

/** All commands, with the flags of the plugin that is chosen. */
export function buildProgram(selection: Selection, context: Context, done: (code: ExitCode) => void): Program {
  const program = new Program('issuefs')
    .description('Issue trackers as a folder of Markdown files.')
    .version(version(), '-V, --version', 'Show the version.')
    .helpOption('-h, --help', 'Show this help.')
    .helpCommand('help [command]', 'Show the help of a command.')
    .configureHelp({ showGlobalOptions: false, sortSubcommands: false })
    .showSuggestionAfterError(true)
  speakOurWay(program, context)
  program.addHelpText(
    'after',
    '\nExamples:\n  $ issuefs demo\n  $ issuefs mount --plugin jira --url https://acme.atlassian.net --project PROJ\n  $ issuefs COMMAND --help',
  )
  for (const command of commands) addCommand(program, command, selection, context, done)
  return program
}

function addCommand(
  parent: Program,
  command: Command,
  selection: Selection,
  context: Context,
  done: (code: ExitCode) => void,
): void {
  const program = parent
    .command(command.name)
    .summary(command.summary)
    .description([command.summary, command.details ?? []].flat().join('\n\n'))
    .helpOption('-h, --help', 'Show this help.')
    .allowExcessArguments(false)
  speakOurWay(program, context)
  for (const { syntax, help } of command.arguments ?? []) program.argument(syntax, help)
  const own = [...(command.flags ?? []), ...(command.plugin === 'tree' ? treeFlags : [])]
  for (const flag of own) program.addOption(optionOf(flag))
  const sources = command.plugin === undefined ? [] : sourcesOf(selection)
  const readers = sources.map(source => addPluginFlags(program, source))
  const lines = command.examples.map(([line, does]) => `  $ ${line}\n      ${does}`)
  program.addHelpText('after', `\nExamples:\n${lines.join('\n')}`)
  program.action(async (...all: unknown[]) => {
    const given = program.opts()
    const pluginFlags = Object.assign({}, ...readers.map(read => read(given))) as Record<string, unknown>
    const values = all.slice(0, -2) as (string | readonly string[] | undefined)[]
    done(await command.run({ arguments: values, flags: given, pluginFlags, selection }, context))
  })
}

/** With several mounts in the configuration flags would not say which one they mean. */
function sourcesOf({ selected }: Selection): readonly AnySource[] {
  return selected.length === 1 ? [selected[0]!.source] : []
}

function optionOf({ flags, help, choices, repeated }: Flag): ProgramOption {
  const option = new ProgramOption(flags, help)
  if (choices) option.choices([...choices])
  return repeated ? option.argParser((text: string, before: string[] | undefined) => [...(before ?? []), text]) : option
}

/** Errors are thrown, not printed; help goes through our output. A word of the user is cut at `=`: it may be a secret. */
function speakOurWay(program: Program, { output }: Context): void {
  program.exitOverride().configureOutput({
    writeOut: text => output.print(text.replace(/\n$/, '')),
    writeErr: text => output.print(text.replace(/\n$/, '')),
    outputError: () => {},
  })
}

async function selectFor(command: Command | undefined, argv: readonly string[], context: Context): Promise<Selection> {
  if (command?.plugin === undefined) return nothingSelected
  const words = argv.slice(argv.indexOf(command.name) + 1)
  const wantsHelp = words.includes('--help') || words.includes('-h')
  const plugin = command.plugin === 'tree' ? flagValue(words, '--plugin') : firstArgument(words, command)
  try {
    return await select({ plugin, config: flagValue(words, '--config') }, context)
  } catch (thrown) {
    if (wantsHelp && thrown instanceof UsageError) return nothingSelected
    throw thrown
  }
}

/** The value of a flag before all flags are known. */
function flagValue(words: readonly string[], flag: string): string | undefined {
  const at = words.findIndex(word => word === flag || word.startsWith(`${flag}=`))
  if (at < 0) return undefined
  return words[at]!.startsWith(`${flag}=`) ? words[at]!.slice(flag.length + 1) : words[at + 1]
}

/** The first word that is no flag; what follows a flag may be its value, so only a leading one is taken for sure. */
function firstArgument(words: readonly string[], _command: Command): string | undefined {
  const first = words[0]
  return first === undefined || first.startsWith('-') ? undefined : first
}
