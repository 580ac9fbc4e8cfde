import { onTestFinished } from 'vitest'
import { eventually } from '../testkit/eventually.test-support.ts'
import { type ScriptedHost, scriptedHost, writeFile } from '../testkit/scripted-host.ts'
import { createTracker, type Tracker } from '../testkit/tracker.ts'
import { walk } from '../vfs/walk.ts'

/** Something that a program does, and whether the tracker has it exactly once. */
export interface Scenario {
  readonly name: string
  act(host: ScriptedHost): Promise<void>
  /** How often the tracker has it; a part of it that is there alone counts as half. */
  applied(tracker: Tracker): number
}

const path = 'PROJ/PROJ-1.md'
const issueOf = (tracker: Tracker) => [...tracker.issues.values()].find(({ key }) => key === 'PROJ-1')

export const scenarios: readonly Scenario[] = [
  {
    name: 'an edit with two comments',
    async act({ host, text }) {
      const edited = (await text(path)).replace('status: Open', 'status: Doing').replace('Second', 'Changed')
      const one = '\n### <!-- comment new -->\n\nOne more.\n'
      await writeFile(host, path, `${edited}${one}${one}`)
    },
    applied(tracker) {
      const { status, text, comments } = issueOf(tracker)!
      const edited = status === 'Doing' && text.includes('Changed') ? 1 : 0
      return comments.length === 2 && edited ? 1 : comments.length === 0 && !edited ? 0 : comments.length + 0.5
    },
  },
  {
    name: 'a new issue with a comment',
    act: ({ host }) =>
      writeFile(host, 'PROJ/new.md', '---\nstatus: Doing\n---\n\n# New\n\nText.\n\n## Comments\n\nSeen.\n'),
    applied(tracker) {
      const made = [...tracker.issues.values()].filter(({ title }) => title === 'New')
      const whole = made.every(({ status, comments }) => status === 'Doing' && comments.length === 1)
      return whole ? made.length : made.length + 0.5
    },
  },
  {
    name: 'a comment of a script',
    act: ({ host }) => writeFile(host, 'PROJ/PROJ-1/comment', 'Seen.\n'),
    applied: tracker => issueOf(tracker)!.comments.length,
  },
  {
    name: 'an attachment',
    act: ({ host }) => writeFile(host, 'PROJ/PROJ-1/attachments/log.txt', 'All is well.'),
    applied: tracker => issueOf(tracker)!.files.length,
  },
  {
    name: 'a removal',
    async act({ host }) {
      const folder = await walk(host.vfs, 'PROJ')
      await host.vfs.write!.unlink(folder.ino, 'PROJ-1.md', { pid: 1 })
      await host.vfs.write!.settle()
    },
    applied: tracker => (issueOf(tracker) ? 0 : 1),
  },
]

/** What has become of an act that was broken off. */
export interface Crash {
  /** Whether the process got as far as the step it was to die at. */
  readonly died: boolean
  /** Whether the program was told that it is saved. */
  readonly told: boolean
  readonly applied: number
  readonly left: readonly string[]
  /** What the journal was about to do. */
  readonly at: string
}

/** Lets a process die at a step of an act, before or after what the tracker does there, and starts the next one. */
export async function crashAt(scenario: Scenario, step: number): Promise<Crash> {
  const tracker = createTracker()
  tracker.create('PROJ', { text: 'First.\n\nSecond.' })
  let steps = -1
  let armed = false
  let at = ''
  const first = await scriptedHost(tracker, {
    write: 'wait',
    allowDelete: true,
    policy: { deadline: 300 },
    sending: {
      patience: 0,
      step(what) {
        if (!armed) return
        steps++
        if (steps === step) at = what
        if (steps >= step) throw new Error('The process is dead.')
      },
    },
  })
  onTestFinished(() => first.host.stop())
  await first.host.settled()
  armed = true
  const told = await scenario.act(first).then(
    () => true,
    () => false,
  )
  const second = await first.reopen({ sending: { patience: 0 } })
  await eventually(() => {
    if (second.host.edits!.list().some(({ state }) => state === 'pending')) throw new Error('It is not sent yet.')
  })
  const applied = scenario.applied(tracker)
  const left = second.host.edits!.list().flatMap(({ state, sentence = '' }) => (state === 'kept' ? [sentence] : []))
  await second.host.stop()
  return { died: steps >= step, told, applied, left, at }
}
