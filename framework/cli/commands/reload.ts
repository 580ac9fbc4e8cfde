import type { Command } from '../command.ts'
import { chooseRunning } from '../control/choose-running.ts'
import { connectTo } from '../control/client.ts'

export const reload: Command = {
  name: 'reload',
  summary: 'Let a running mount read its configuration again; mounts are added and taken away.',
  arguments: [{ syntax: '[dir]', help: 'The folder of the mount. Default: the only one that runs.' }],
  examples: [['issuefs reload ~/issues', 'after a change of the configuration']],
  async run({ arguments: [dir] }, context) {
    const running = chooseRunning(typeof dir === 'string' ? dir : undefined, context, {
      otherwise: 'the configuration is read by "issuefs mount"',
      flag: 'issuefs reload',
    })
    const client = await connectTo(running)
    try {
      const { mounts } = await client.ask('reload', {})
      context.output.say(`The configuration has been read again: ${mounts.join(', ')}.`)
      return 0
    } finally {
      client.close()
    }
  },
}
