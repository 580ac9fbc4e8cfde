import { UsageError } from '../../config/usage-error.ts'
import type { Command } from '../command.ts'
import { checkFlavour, type EmulatorOptions, loadEmulator, readFaults } from '../emulator.ts'
import { onEndSignal } from '../mount/signals.ts'

export const emulate: Command = {
  name: 'emulate',
  summary: 'Run an emulator of a tracker on this machine, until Ctrl-C.',
  details:
    'Any token is accepted unless one is given, by --token or in ISSUEFS_EMULATOR_TOKEN; it is made up and good for nothing else.',
  arguments: [{ syntax: '<name>', help: 'A plugin that has an emulator.' }],
  flags: [
    { flags: '--port <number>', help: 'Port on 127.0.0.1. Default: a free one.' },
    { flags: '--issues <number>', help: 'How many issues to make up. Default: 100, or none with --load.' },
    { flags: '--projects <keys>', help: 'Keys of the made-up projects, with commas between them.' },
    {
      flags: '--load <file>',
      help: 'A file of issues, one JSON object a line, plain or gzip; may be repeated.',
      repeated: true,
    },
    { flags: '--seed <number>', help: 'The same seed makes up the same issues.' },
    { flags: '--latency <ms>', help: 'Delay of each answer in milliseconds.' },
    { flags: '--rate <number>', help: 'Requests allowed per second; more are answered 429.' },
    { flags: '--faults <spec>', help: 'Failures with their shares, such as 429:0.05,cut:0.02.' },
    { flags: '--token <token>', help: 'The only token that is accepted.' },
    { flags: '--flavour <name>', help: 'Which flavour of the tracker, such as cloud or data-center.' },
  ],
  examples: [
    ['issuefs emulate jira --issues 1000', 'a Jira Cloud with a thousand issues'],
    ['issuefs emulate jira --latency 80 --rate 10 --faults 429:0.05,cut:0.02', 'a slow and faulty one'],
  ],
  async run({ arguments: [name], flags }, { output, environment, from }) {
    const start = await loadEmulator(name as string, from)
    const options = optionsOf(flags, environment.ISSUEFS_EMULATOR_TOKEN)
    if (options.flavour !== undefined) await checkFlavour(name as string, options.flavour, from)
    const emulator = await start(options).catch(thrown => {
      throw new UsageError(`The emulator can't start: ${thrown instanceof Error ? thrown.message : thrown}`)
    })
    const end = onEndSignal(() => process.exit(1))
    output.print(`# ${emulator.summary}, at ${emulator.url}`)
    for (const [variable, value] of Object.entries(emulator.env)) output.print(`export ${variable}=${quoted(value)}`)
    output.say(`Then: issuefs mount --plugin ${name}. Ctrl-C ends the emulator.`)
    await end.ended
    await emulator.close()
    return 0
  },
}

function optionsOf(flags: Readonly<Record<string, unknown>>, token: string | undefined): EmulatorOptions {
  const numbers = ['port', 'issues', 'seed', 'latency', 'rate'].flatMap(name => {
    const given = flags[name]
    if (given === undefined) return []
    const number = Number(given)
    if (!Number.isFinite(number) || number < 0) throw new UsageError(`--${name} must be a number, not "${given}".`)
    return [[name, number] as const]
  })
  const only = (flags.token as string | undefined) ?? token
  return {
    ...Object.fromEntries(numbers),
    ...(flags.load === undefined ? {} : { load: flags.load as readonly string[] }),
    ...(typeof flags.projects === 'string' ? { projects: flags.projects.split(',').map(key => key.trim()) } : {}),
    ...(typeof flags.faults === 'string' ? { faults: readFaults(flags.faults) } : {}),
    ...(typeof flags.flavour === 'string' ? { flavour: flags.flavour } : {}),
    ...(only ? { token: only } : {}),
  }
}

/** For a shell. */
function quoted(value: string): string {
  return /^[\w.:/@-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`
}
