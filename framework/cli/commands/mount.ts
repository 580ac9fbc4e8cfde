import { createHash } from 'node:crypto'
import { join, resolve } from 'node:path'
import type { Settings } from '../../config/config-file.ts'
import { UsageError } from '../../config/usage-error.ts'
import { backendNames, chooseBackend } from '../backends.ts'
import type { Command, Invocation } from '../command.ts'
import type { Context } from '../context.ts'
import { isDaemon, speakToStarter, startDaemon } from '../mount/daemon.ts'
import type { Writing } from '../mount/live-tree.ts'
import { planTree } from '../plan.ts'
import { select } from '../selection.ts'

export const mount: Command = {
  name: 'mount',
  summary: 'Mount one or several trackers as a folder.',
  details:
    'The first mount lists what its options name and is then ready; texts stream in behind, and other folders are listed when they are entered. Later mounts are ready at once, also without a network. Ctrl-C unmounts.',
  arguments: [
    { syntax: '[dir]', help: 'The folder; made when it is not there. Default: ./ and the name of the plugin.' },
  ],
  plugin: 'tree',
  flags: [
    { flags: '--allow-other', help: 'Let other users of this machine look.' },
    { flags: '--backend <name>', help: 'What carries the tree to the system.', choices: backendNames },
    {
      flags: '--write [mode]',
      help: 'Let programs write. A save waits for the tracker ("wait", the default) or is sent later ("queue").',
      choices: ['wait', 'queue'],
      inline: 'wait',
    },
    { flags: '--allow-delete', help: 'Let "rm" of an issue’s file delete the issue. Needs --write.' },
    { flags: '--daemon', help: 'Go on in the background; returns once programs can look.' },
    { flags: '--log-file <file>', help: 'Write sentences and requests to this file, mode 0600.' },
  ],
  examples: [
    [
      'issuefs mount --plugin jira --url https://acme.atlassian.net --project PROJ',
      'at ./jira, with JIRA_EMAIL and JIRA_TOKEN from the environment',
    ],
    ['issuefs mount ~/issues --daemon', 'all mounts of the configuration, in the background'],
    ['issuefs mount ~/issues --write', 'saves go to the tracker; "issuefs pending" shows those that wait'],
    ['issuefs mount notes --plugin ./notes.ts --url http://localhost:8080', 'a plugin of your own'],
  ],
  async run(invocation, context) {
    const { flags } = invocation
    if (flags.daemon === true && !isDaemon(context)) return startDaemon(context)
    const announce = isDaemon(context) ? speakToStarter(context) : context.output.say
    const plan = await planTree(invocation, context)
    const { settings } = plan
    const name = typeof flags.backend === 'string' ? flags.backend : (settings.backend ?? 'auto')
    const folder = folderOf(invocation, plan.label)
    const { mountTree } = await import('../mount/mount-tree.ts')
    return mountTree(
      {
        plan,
        folder,
        backend: await chooseBackend(name),
        allowOther: flags.allowOther === true || settings.allowOther === true,
        writing: writingOf(invocation, settings),
        logFile: logFileOf(invocation, settings.logFile, folder, context),
        replan: () => replan(invocation, context),
        ready: announce,
      },
      context,
    )
  },
}

/** @throws UsageError when deleting is allowed where nothing may be written */
function writingOf({ flags }: Invocation, settings: Settings): Writing | undefined {
  const configured = settings.write === 'no' ? undefined : settings.write
  const mode = flags.write === 'wait' || flags.write === 'queue' ? flags.write : configured
  if (mode === undefined && flags.allowDelete === true)
    throw new UsageError('--allow-delete makes sense with --write only.')
  return mode && { mode, allowDelete: flags.allowDelete === true || settings.allowDelete === true }
}

function folderOf({ arguments: [folder] }: Invocation, label: string): string {
  return typeof folder === 'string' ? folder : `./${label}`
}

/** A process in the background has a log whether asked for or not. */
function logFileOf(
  { flags }: Invocation,
  configured: string | undefined,
  folder: string,
  context: Context,
): string | undefined {
  const given = typeof flags.logFile === 'string' ? flags.logFile : configured
  if (given !== undefined || !isDaemon(context)) return given
  const name = createHash('sha256').update(resolve(context.from, folder)).digest('hex').slice(0, 8)
  return join(context.folders.state, 'log', `mount-${name}.log`)
}

async function replan(invocation: Invocation, context: Context): ReturnType<typeof planTree> {
  const { flags } = invocation
  const plugin = typeof flags.plugin === 'string' ? flags.plugin : undefined
  const config = typeof flags.config === 'string' ? flags.config : undefined
  return planTree({ ...invocation, selection: await select({ plugin, config }, context) }, context)
}
