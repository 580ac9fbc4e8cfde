import { resolve } from 'node:path'
import { UsageError } from '../../config/usage-error.ts'
import { SourceError } from '../../source/error.ts'
import type { Command } from '../command.ts'
import type { Context } from '../context.ts'
import { connectTo } from '../control/client.ts'
import { placeIn, type Running, runningMounts } from '../control/registry.ts'

export const reload: Command = {
  name: 'reload',
  summary: 'Let a running mount read its configuration again; mounts are added and taken away.',
  arguments: [{ syntax: '[dir]', help: 'The folder of the mount. Default: the only one that runs.' }],
  examples: [['issuefs reload ~/issues', 'after a change of the configuration']],
  async run({ arguments: [dir] }, context) {
    const client = await connectTo(chooseRunning(typeof dir === 'string' ? dir : undefined, context))
    try {
      const { mounts } = await client.ask('reload', {})
      context.output.say(`The configuration has been read again: ${mounts.join(', ')}.`)
      return 0
    } finally {
      client.close()
    }
  },
}

/** The running mount at a folder, or the only one. */
function chooseRunning(dir: string | undefined, { folders, from }: Context): Running {
  const mounts = runningMounts(folders.runtime)
  if (dir !== undefined) {
    const place = placeIn(mounts, resolve(from, dir))
    if (place) return place.running
    throw new SourceError('not-found', `No issuefs runs at "${dir}"; "issuefs status" lists the mounts.`)
  }
  const [only, another] = mounts
  if (!only) throw new SourceError('not-found', 'No issuefs runs; the configuration is read by "issuefs mount".')
  if (another) throw new UsageError(`Say which: issuefs reload ${mounts.map(({ folder }) => folder).join(' | ')}.`)
  return only
}
