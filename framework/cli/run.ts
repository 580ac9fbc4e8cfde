import { CommanderError } from 'commander'
import { UsageError } from '../config/usage-error.ts'
import { type Context, createContext } from './context.ts'
import { type ExitCode, exitCodeOf, sentenceOf, traceOf } from './failure.ts'
import { runProgram } from './program.ts'

/** Runs the command line of this process and ends it. */
export async function run(): Promise<void> {
  const context = createContext({
    environment: process.env,
    from: process.cwd(),
    standard: process.stdout,
    error: process.stderr,
  })
  surviveClosedPipes()
  const fail = (thrown: unknown): ExitCode => {
    report(thrown, context)
    return exitCodeOf(thrown)
  }
  process.on('uncaughtException', thrown => process.exit(fail(thrown) || 1))
  process.on('unhandledRejection', thrown => {
    const code = fail(thrown)
    if (!context.outlives()) process.exit(code || 1)
  })
  const argv = process.argv.slice(2)
  const code = await runProgram(argv.length > 0 ? argv : ['--help'], context).catch(fail)
  await context.output.drain()
  process.exit(code)
}

function report(thrown: unknown, { output, environment }: Context): void {
  if (thrown instanceof CommanderError) {
    if (thrown.exitCode !== 0) output.say(`${usageSentence(thrown)} "issuefs help" shows the usage.`)
    return
  }
  output.say(sentenceOf(thrown))
  if (environment.ISSUEFS_DEBUG === '1' && !(thrown instanceof UsageError)) {
    for (const line of traceOf(thrown).split('\n')) output.say(line)
  }
}

/** Commander's sentence without `error:`, which has none for `help` of what is no command; what was given as `--flag=value` loses its value, which may be a secret. */
function usageSentence({ message, code }: CommanderError): string {
  if (code === 'commander.help') return 'There is no such command.'
  const [sentence = '', suggestion = ''] = message.replace(/^error: /, '').split('\n')
  const text = [sentence.replace(/(--[\w-]+)=.*(['"])/, '$1$2'), suggestion.replaceAll(/[()]/g, '')]
    .filter(part => part !== '')
    .join('; ')
  return `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/[.?]$/, '')}.`
}

/** `issuefs ls | head` closes our standard output early; that is no failure. */
function surviveClosedPipes(): void {
  process.stdout.on('error', thrown => {
    if ((thrown as NodeJS.ErrnoException).code === 'EPIPE') process.exit(0)
  })
  process.stderr.on('error', () => {})
}
