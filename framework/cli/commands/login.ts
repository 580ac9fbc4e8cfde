import type { Credential } from '../../config/credentials.ts'
import { flagOf, variableOf } from '../../config/option-name.ts'
import { resolveOptions } from '../../config/schema.ts'
import { UsageError } from '../../config/usage-error.ts'
import type { AnySource } from '../../source/source.ts'
import type { Command, Invocation } from '../command.ts'
import type { Context } from '../context.ts'
import { runningMounts } from '../control/registry.ts'
import { createPrompt, type Prompt } from '../prompt.ts'

/** Options that say whose secret it is; kept with it. */
const accountNames = ['email', 'user', 'username', 'login', 'account']

export const login: Command = {
  name: 'login',
  summary: 'Ask for a credential, check it at the tracker, and keep it in a file that only you can read.',
  details:
    'It is used where neither the environment nor the configuration give a secret. On a terminal, what you type is not shown; else answers are read from standard input, one a line.',
  arguments: [
    { syntax: '<name>', help: 'A plugin (see "issuefs plugins"), the path of one, or a mount of the configuration.' },
  ],
  plugin: 'first-argument',
  flags: [
    {
      flags: '--secret <option>',
      help: 'Which secret to ask for, when the plugin has several. Default: the first one.',
    },
    { flags: '--config <file>', help: 'The configuration, instead of the one found where you stand.' },
    { flags: '--allow-insecure', help: 'Let plain http leave this machine.' },
  ],
  examples: [
    ['issuefs login jira --url https://acme.atlassian.net --email me@acme.example', 'asks for the API token'],
    [
      'pass show jira | issuefs login jira --url https://acme.atlassian.net --email me@acme.example',
      'takes it from a program',
    ],
  ],
  async run(invocation, context) {
    const [selected] = invocation.selection.selected
    if (!selected)
      throw new UsageError('Say which plugin comes first: issuefs login NAME …; "issuefs plugins" lists them.')
    const { source } = selected
    const secret = secretOf(source, invocation.flags.secret)
    const prompt = createPrompt(process.stdin, process.stderr)
    try {
      const answers = await ask(source, secret, invocation, context, prompt)
      const options = await optionsWith(answers, invocation, context)
      const { connectOnce } = await import('../connect-once.ts')
      const allowInsecure = invocation.flags.allowInsecure === true || selected.config?.allowInsecure === true
      const connection = await connectOnce({ name: '', source, options, allowInsecure })
      const url = typeof options.url === 'string' ? options.url : undefined
      const kept = Object.fromEntries(
        [...accountNames, secret].flatMap(name => (typeof options[name] === 'string' ? [[name, options[name]]] : [])),
      ) as Credential
      context.credentials.set(source.name, url, kept)
      const who = connection.account?.name
      context.output.say(
        `The credential is right${who === undefined ? '' : ` (${who})`} and kept in ${context.credentials.path}.`,
      )
      const variable = variableOf(source.name, secret, source.options[secret]!)
      if (context.environment[variable])
        context.output.say(`${variable} in your environment comes first; unset it to use what is kept.`)
      for (const { folder } of runningMounts(context.folders.runtime))
        context.output.say(`The mount at ${folder} uses it after "issuefs reload ${folder}".`)
      return 0
    } finally {
      prompt.close()
    }
  },
}

function secretOf(source: AnySource, asked: unknown): string {
  const secrets = Object.keys(source.options).filter(name => source.options[name]!.type === 'secret')
  if (secrets.length === 0) throw new UsageError(`The plugin ${source.name} needs no credential.`)
  if (asked === undefined) return secrets[0]!
  if (secrets.includes(asked as string)) return asked as string
  throw new UsageError(`The plugin ${source.name} has no secret "${asked}"; it has ${secrets.join(', ')}.`)
}

/** What is not known yet, by option name. On a terminal the account's name is asked for as well. */
async function ask(
  source: AnySource,
  secret: string,
  invocation: Invocation,
  context: Context,
  prompt: Prompt,
): Promise<Readonly<Record<string, string>>> {
  const configured = invocation.selection.selected[0]?.config?.options ?? {}
  const isKnown = (name: string): boolean =>
    invocation.pluginFlags[name] !== undefined ||
    configured[name] !== undefined ||
    Boolean(context.environment[variableOf(source.name, name, source.options[name]!)])
  const answers: Record<string, string> = {}
  const hasAccount = (): boolean =>
    accountNames.some(name => source.options[name] && (answers[name] !== undefined || isKnown(name)))
  for (const [name, option] of Object.entries(source.options)) {
    if (option.type === 'secret' || isKnown(name)) continue
    const account = process.stdin.isTTY && accountNames.includes(name) && !hasAccount()
    if (!option.required && !account) continue
    if (!process.stdin.isTTY)
      throw new UsageError(`The plugin ${source.name} needs the option ${name}: give --${flagOf(name)}.`)
    const answer = await prompt.ask(`${name} (${option.help}${option.required ? '' : ' Empty: none.'}): `, 'shown')
    if (answer !== '') answers[name] = answer
  }
  answers[secret] = await prompt.ask(`${secret} (${source.options[secret]!.help}): `, 'hidden')
  if (answers[secret] === '') throw new UsageError(`No ${secret} was given, so nothing is kept.`)
  context.redactor.know(answers[secret])
  return answers
}

/** As a mount will have them, but with the answers instead of every other secret. */
function optionsWith(answers: Readonly<Record<string, string>>, invocation: Invocation, context: Context) {
  const [selected] = invocation.selection.selected
  const { source, config } = selected!
  const environment = { ...context.environment }
  const settings = { ...config?.options }
  const flags: Record<string, unknown> = { ...invocation.pluginFlags }
  for (const [name, option] of Object.entries(source.options)) {
    const answer = answers[name]
    if (option.type === 'secret') {
      for (const key of [name, `${name}Command`, `${name}File`]) delete settings[key]
      environment[variableOf(source.name, name, option)] = answer
    } else if (answer !== undefined) flags[name] = answer
  }
  const path = invocation.selection.config?.path
  return resolveOptions(source, {
    flags,
    environment,
    config: path === undefined ? undefined : { options: settings, place: { path, mount: selected!.name } },
    credentials: context.credentials,
    redactor: context.redactor,
  })
}
