import { resolve as pathTo } from 'node:path'
import { UsageError } from '../../config/usage-error.ts'
import type { Command } from '../command.ts'
import { chooseRunning, listsEdits } from '../control/choose-running.ts'
import { connectTo } from '../control/client.ts'
import { changeStored, isOffline } from '../stored-edits.ts'

export const resolve: Command = {
  name: 'resolve',
  summary: 'End a conflict: your edit is sent all the same, or given up.',
  details:
    'Both versions stand in .issuefs/conflicts/ of the mount until then. Saving the file once more, with what both have in it, ends the conflict as well.',
  arguments: [
    { syntax: '<name>', help: 'The issue, such as PROJ-1, as .issuefs/conflicts/ and "issuefs pending" name it.' },
    { syntax: '<side>', help: '"mine" or "theirs".' },
  ],
  flags: [
    {
      flags: '--mount <dir>',
      help: 'The folder of the mount, where several run; for "theirs" also one that "issuefs pending" shows as not mounted.',
    },
  ],
  examples: [
    ['issuefs resolve PROJ-42 mine', 'what you wrote replaces what somebody else did in the same place'],
    ['issuefs resolve PROJ-42 theirs', 'the tracker’s version stays'],
  ],
  async run({ arguments: [name, side], flags }, context) {
    if (side !== 'mine' && side !== 'theirs')
      throw new UsageError(`"${String(side)}" is no side; it is "mine" or "theirs".`)
    const dir = typeof flags.mount === 'string' ? flags.mount : undefined
    if (side === 'theirs' && isOffline(dir, context)) {
      const flag = `issuefs resolve ${String(name)} theirs --mount`
      const choice = { folder: dir && pathTo(context.from, dir), purpose: 'issuefs resolve', flag }
      changeStored(
        context.folders.state,
        choice,
        edit => edit.conflict && [edit.path, edit.name, `${edit.name}-${edit.number}`].includes(String(name)),
        control => control.giveUp(String(name)),
      )
      context.output.say(`Your edit of ${String(name)} is given up.`)
      return 0
    }
    const running = chooseRunning(dir, context, {
      lists: listsEdits,
      otherwise: 'your edit is sent by "issuefs mount --write": mount it, then say this again',
      flag: `issuefs resolve ${String(name)} ${side} --mount`,
    })
    const client = await connectTo(running)
    try {
      await client.ask('resolveConflict', { name: String(name), side })
      context.output.say(
        side === 'mine' ? `Your edit of ${String(name)} is sent.` : `Your edit of ${String(name)} is given up.`,
      )
      return 0
    } finally {
      client.close()
    }
  },
}
