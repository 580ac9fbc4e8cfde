import { resolve } from 'node:path'
import { cleanStale, isOurs } from '../../backend/stale-mount.ts'
import { detachFolder } from '../../backend/unmount.ts'
import { UsageError } from '../../config/usage-error.ts'
import { SourceError } from '../../source/error.ts'
import { isAlive } from '../../store/is-alive.ts'
import type { Command } from '../command.ts'
import { connectTo } from '../control/client.ts'
import { placeIn, realFolder, runningMounts } from '../control/registry.ts'

export const unmount: Command = {
  name: 'unmount',
  summary: 'Unmount a folder; also takes away what a killed issuefs has left.',
  arguments: [{ syntax: '<dir>', help: 'The folder it is mounted at.' }],
  examples: [['issuefs unmount ./jira', 'ends the mount at ./jira and its process']],
  async run({ arguments: [dir] }, { folders, output, from }) {
    if (typeof dir !== 'string') throw new UsageError('Say which folder: issuefs unmount DIR.')
    const asked = resolve(from, dir)
    // A mount whose process was killed may never answer: it is not looked at but in the table of mounts.
    const folder = (await isOurs(asked)) ? asked : realFolder(asked)
    const place = placeIn(runningMounts(folders.runtime), folder)
    if (place && place.path !== '')
      throw new UsageError(`"${dir}" is inside the mount at "${place.running.folder}"; give that folder.`)
    if (place && (await askToEnd(place.running))) return 0
    if (await cleanStale(folder)) {
      output.say(`The dead mount at "${folder}" has been taken away.`)
      return 0
    }
    if (await isOurs(folder)) {
      await detachFolder(folder)
      return 0
    }
    throw new SourceError('not-found', `issuefs has nothing mounted at "${folder}"; "issuefs status" lists its mounts.`)
  },
}

/** Asks the process to end, and waits until it has. Gives whether it answered. */
async function askToEnd(running: Parameters<typeof connectTo>[0]): Promise<boolean> {
  try {
    const client = await connectTo(running)
    await client.ask('unmount', {})
    client.close()
  } catch {
    return false
  }
  for (let waited = 0; waited < 10_000; waited += 50) {
    if (!(await isOurs(running.folder)) && !isAlive(running.pid)) return true
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  return false
}
