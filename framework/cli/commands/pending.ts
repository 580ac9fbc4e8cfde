import { resolve } from 'node:path'
import { UsageError } from '../../config/usage-error.ts'
import type { ListedEdit } from '../../journal/listed-edit.ts'
import type { Command } from '../command.ts'
import type { Context } from '../context.ts'
import { chooseRunning, listsEdits } from '../control/choose-running.ts'
import { connectTo } from '../control/client.ts'
import { type Running, runningMounts } from '../control/registry.ts'
import { editLines } from '../edit-lines.ts'
import { sentenceOf } from '../failure.ts'
import { changeStored, isOffline, storedEdits } from '../stored-edits.ts'

/** What waits in one place. */
interface Waiting {
  /** The folder of the mount, or of the journal where no mount runs. */
  readonly folder: string
  readonly running: boolean
  readonly edits: readonly ListedEdit[]
  /** Why it did not answer. */
  readonly problem?: string
}

export const pending: Command = {
  name: 'pending',
  summary: 'Show the edits that the tracker does not have yet; send them now, or forget one.',
  details:
    'Edits wait while the tracker can’t be reached, and are kept when it refuses them or somebody else has changed the same. Issues that were made within 14 days are shown with the name they got.',
  arguments: [
    { syntax: '[action]', help: '"retry" sends what waits, or one that is kept; "drop" forgets one. Default: show.' },
    { syntax: '[number]', help: 'The number that is shown.' },
  ],
  flags: [
    {
      flags: '--mount <dir>',
      help: 'The folder of the mount, where several run; for "drop" also one that is shown as not mounted.',
    },
    { flags: '--json', help: 'Print JSON.' },
  ],
  examples: [
    ['issuefs pending', 'what waits, with the reason'],
    ['issuefs pending retry', 'everything that waits, now'],
    ['issuefs pending drop 3', 'forgets that edit; its text is gone'],
  ],
  async run({ arguments: [action, number], flags }, context) {
    const dir = typeof flags.mount === 'string' ? flags.mount : undefined
    if (action === undefined) return show(dir, flags.json === true, context)
    if (action !== 'retry' && action !== 'drop')
      throw new UsageError(
        `"${String(action)}" is no action; it is "retry", "drop", or nothing to show what waits. The folder of a mount is said with --mount.`,
      )
    const chosen = number === undefined ? undefined : Number(number)
    if (chosen !== undefined && !Number.isInteger(chosen))
      throw new UsageError(`"${String(number)}" is no number of an edit; "issuefs pending" shows them.`)
    if (action === 'drop' && chosen === undefined)
      throw new UsageError('Say the number of the edit to drop; "issuefs pending" shows it.')
    if (action === 'drop' && isOffline(dir, context)) {
      const flag = `issuefs pending drop ${chosen} --mount`
      const choice = { folder: dir && resolve(context.from, dir), purpose: 'issuefs pending drop', flag }
      changeStored(
        context.folders.state,
        choice,
        edit => edit.number === chosen && edit.state !== 'sent',
        control => control.drop(chosen!),
      )
      context.output.say(`Edit ${chosen} is forgotten.`)
      return 0
    }
    const running = chooseRunning(dir, context, {
      lists: listsEdits,
      otherwise: 'edits are sent by "issuefs mount --write"',
      flag: `issuefs pending ${[action, ...(chosen === undefined ? [] : [chosen])].join(' ')} --mount`,
    })
    const client = await connectTo(running)
    try {
      if (action === 'drop') {
        await client.ask('dropEdit', { number: chosen! })
        context.output.say(`Edit ${chosen} is forgotten.`)
      } else {
        await client.ask('retryEdits', chosen === undefined ? {} : { number: chosen })
        context.output.say('It is tried now; "issuefs pending" shows what is left.')
      }
      return 0
    } finally {
      client.close()
    }
  },
}

async function show(dir: string | undefined, json: boolean, context: Context): Promise<0 | 1> {
  const { output, folders } = context
  const chosen = dir === undefined ? runningMounts(folders.runtime) : [only(dir, context)]
  const running = await Promise.all(chosen.map(ask))
  const stored = dir === undefined ? storedEdits(folders.state) : []
  const all: readonly Waiting[] = [...running, ...stored.map((each): Waiting => ({ ...each, running: false }))].filter(
    ({ edits, problem }) => edits.length > 0 || problem !== undefined,
  )
  if (json) output.json(all)
  else if (all.length === 0) output.print('Nothing waits.')
  else
    for (const { folder, running, edits, problem } of all) {
      output.print(running ? folder : `${folder} (not mounted)`)
      for (const line of problem === undefined ? editLines(edits) : [`  ${problem}`]) output.print(line)
    }
  return all.some(({ problem }) => problem !== undefined) ? 1 : 0
}

function only(dir: string, context: Context): Running {
  return chooseRunning(dir, context, {
    otherwise: 'leave out --mount',
    flag: 'issuefs pending --mount',
    lists: listsEdits,
  })
}

/** One that does not answer does not hide what waits in the others. */
async function ask(running: Running): Promise<Waiting> {
  const { folder } = running
  try {
    const client = await connectTo(running)
    try {
      return { folder, running: true, edits: await client.ask('edits', {}) }
    } finally {
      client.close()
    }
  } catch (thrown) {
    return { folder, running: true, edits: [], problem: sentenceOf(thrown) }
  }
}
