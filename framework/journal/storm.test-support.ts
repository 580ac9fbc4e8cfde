import { setTimeout } from 'node:timers/promises'
import { expect } from 'vitest'
import { SourceError } from '../source/error.ts'
import { eventually } from '../testkit/eventually.test-support.ts'
import { generator } from '../testkit/generator.ts'
import { type ReopenOptions, scriptedHost, writeFile } from '../testkit/scripted-host.ts'
import { createTracker, type TrackerOperation } from '../testkit/tracker.ts'

/** What one save of a storm asks for. */
interface Asked {
  readonly what: 'comment' | 'script' | 'label' | 'create'
  readonly word: string
  readonly issue: string
  readonly told: boolean
}

const making: readonly TrackerOperation[] = ['update', 'comment', 'create']

/**
 * Saves at random, while the tracker loses answers, breaks connections and is gone for a while, others write, and the
 * process dies and starts again. In the end each save that was told to be saved is there exactly once; the others at most
 * once.
 */
export async function storm(rounds: number, seed: number, write: 'wait' | 'queue' = 'wait'): Promise<void> {
  const random = generator(seed)
  const chance = (part: number): boolean => random() < part
  const tracker = createTracker()
  for (let count = 0; count < 3; count++) tracker.create('PROJ', { text: 'First.\n\nSecond.' })
  let dead = false
  let left = Number.POSITIVE_INFINITY
  const options: ReopenOptions = {
    write,
    policy: { deadline: 150 },
    sending: {
      patience: 0,
      step() {
        if (left-- <= 0) dead = true
        if (dead) throw new Error('The process is dead.')
      },
    },
  }
  tracker.knobs.before = operation => {
    if (making.includes(operation) && chance(0.15)) throw new SourceError('offline', 'The connection broke.')
    for (const each of making) {
      if (chance(0.15)) tracker.knobs.lost.add(each)
      else tracker.knobs.lost.delete(each)
    }
  }
  let present = await scriptedHost(tracker, options)
  await present.host.settled()
  const asked: Asked[] = []
  for (let round = 0; round < rounds; round++) {
    tracker.knobs.offline = chance(0.1)
    if (chance(0.1)) tracker.comment([...tracker.issues.keys()][0]!, `By Bob, ${round}.`)
    left = chance(0.25) ? Math.floor(random() * 12) : Number.POSITIVE_INFINITY
    const one = ask(round, random)
    const told = await save(present, one).then(
      () => !dead,
      () => false,
    )
    asked.push({ ...one, told })
    if (dead || chance(0.1)) {
      dead = true
      await present.host.stop()
      dead = false
      left = Number.POSITIVE_INFINITY
      tracker.knobs.offline = false
      present = await present.reopen(options)
    }
    if (chance(0.3)) await setTimeout(20)
  }
  tracker.knobs.offline = false
  tracker.knobs.before = undefined
  tracker.knobs.lost.clear()
  await present.host.stop()
  dead = false
  left = Number.POSITIVE_INFINITY
  present = await present.reopen(options)
  await eventually(() => {
    present.host.edits!.retry()
    expect(present.host.edits!.list().filter(({ state }) => state === 'pending')).toEqual([])
  })
  // Nothing that was asked for can collide with anything else, so nothing may be kept.
  expect(present.host.edits!.list().filter(({ state }) => state === 'kept')).toEqual([])
  const issues = [...tracker.issues.values()]
  for (const { key, comments } of issues) {
    const shown = await present.text(`PROJ/${key}.md`)
    for (const { text } of comments) expect(shown.split(`\n${text}\n`)).toHaveLength(2)
  }
  for (const each of asked) {
    const count = issues.flatMap(({ comments, labels = [], title }) => [
      ...comments.filter(({ text }) => text === each.word),
      ...labels.filter(label => label === each.word),
      ...(title === each.word ? [title] : []),
    ]).length
    const where = `seed ${seed}: ${JSON.stringify(each)}`
    if (each.told) expect(count, where).toBe(1)
    else expect(count, where).toBeLessThanOrEqual(1)
  }
}

function ask(round: number, random: () => number): Omit<Asked, 'told'> {
  const what = (['comment', 'script', 'label', 'create'] as const)[Math.floor(random() * 4)]!
  return { what, word: `word${round}`, issue: `PROJ-${1 + Math.floor(random() * 3)}` }
}

async function save(
  { host, text }: Awaited<ReturnType<typeof scriptedHost>>,
  { what, word, issue }: Omit<Asked, 'told'>,
): Promise<void> {
  const path = `PROJ/${issue}.md`
  if (what === 'script') return writeFile(host, `PROJ/${issue}/comment`, word)
  if (what === 'create') return writeFile(host, `PROJ/${word}.md`, `# ${word}\n`)
  const before = await text(path)
  if (what === 'comment') return writeFile(host, path, `${before.trimEnd()}\n\n### <!-- comment new -->\n\n${word}\n`)
  const [, labels = ''] = /^labels: \[(.*)\]$/m.exec(before) ?? []
  const line = `labels: [${[labels, word].filter(Boolean).join(', ')}]`
  const after = labels === '' ? before.replace('status:', `${line}\nstatus:`) : before.replace(/^labels: .*$/m, line)
  return writeFile(host, path, after)
}
