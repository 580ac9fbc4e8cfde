import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rootIno } from '../store/contract.ts'
import { eventually } from '../testkit/eventually.test-support.ts'
import { quiet, type ScriptedHost, scriptedHost } from '../testkit/scripted-host.ts'
import { createTracker, type Tracker } from '../testkit/tracker.ts'
import { list } from '../vfs/walk.ts'

/** What may happen in a tracker, and to us. */
type Step =
  | { readonly step: 'create' | 'edit' | 'comment' | 'move' | 'remove' | 'attach' | 'close'; readonly at: number }
  | { readonly step: 'poll' | 'read' | 'reopen' | 'expire' }

const steps = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        step: fc.constantFrom('create', 'edit', 'comment', 'move', 'remove', 'attach', 'close'),
        at: fc.nat(50),
      }),
    },
    { weight: 3, arbitrary: fc.record({ step: fc.constantFrom('poll', 'read') }) },
    { weight: 1, arbitrary: fc.record({ step: fc.constantFrom('reopen', 'expire') }) },
  ),
  { maxLength: 40 },
) as fc.Arbitrary<Step[]>

const projects = ['A', 'B', 'a']

function change(tracker: Tracker, { step, at }: Extract<Step, { at: number }>): void {
  const project = projects[at % projects.length]!
  if (step === 'create') return void tracker.create(project, { title: `Title ${at}` })
  const ids = [...tracker.issues.keys()]
  const id = ids[at % Math.max(ids.length, 1)]
  if (id === undefined) return
  if (step === 'edit') tracker.edit(id, { title: `Edited ${at}` })
  if (step === 'comment') tracker.comment(id, `Comment ${at}`)
  if (step === 'move') tracker.move(id, project)
  if (step === 'remove') tracker.remove(id)
  if (step === 'attach') tracker.attach(id, `file ${at}`, Buffer.from('x'))
  if (step === 'close') tracker.edit(id, { status: 'Closed' })
}

/** Every issue's file, by what is in it; links are checked and left out. */
async function shown({ host, text }: ScriptedHost): Promise<{ texts: Map<string, string>; lines: Set<string> }> {
  const texts = new Map<string, string>()
  const lines = new Set<string>()
  for (const folder of await list(host.vfs, rootIno)) {
    if (folder.kind !== 'folder') continue
    for (const { name, kind } of await list(host.vfs, folder.ino)) {
      const content = await text(`${folder.name}/${name}`)
      if (kind === 'link') continue
      if (name === 'index.md') continue
      texts.set(/^key: (.*)$/m.exec(content)![1]!, content)
    }
    for (const [, key] of (await text(`${folder.name}/index-all.md`)).matchAll(/^- \[(.*?)\]/gm)) lines.add(key!)
  }
  return { texts, lines }
}

async function expectSame(scripted: ScriptedHost): Promise<void> {
  const { tracker } = scripted
  const { texts, lines } = await shown(scripted)
  const issues = [...tracker.issues.values()]
  const keys = issues.map(({ key }) => key).sort()
  expect([...texts.keys()].sort()).toEqual(keys)
  expect([...lines].sort()).toEqual(keys)
  for (const { key, title, status, comments } of issues) {
    expect(texts.get(key)).toContain(`# ${title}\n`)
    expect(texts.get(key)).toContain(`status: ${status}\n`)
    for (const comment of comments) expect(texts.get(key)).toContain(comment.text)
  }
  const { nodes } = scripted.host.store.read
  for (const { ino } of await list(scripted.host.vfs, rootIno)) {
    for (const node of nodes.children(ino, 0, 1000)) if (node.kind === 'document') expect(node.state).toBe('ready')
  }
}

for (const carries of [true, false]) {
  test(`whatever happens, the tree is what the tracker has (listings ${carries ? '' : 'do not '}carry issues)`, async () => {
    await fc.assert(
      fc.asyncProperty(steps, async all => {
        const tracker = createTracker()
        tracker.knobs.pageSize = 5
        tracker.create('A')
        let scripted = await scriptedHost(tracker, { carries, batch: 3, policy: { ...quiet, sweep: 3_600_000 } })
        try {
          await scripted.host.settled()
          for (const step of all) {
            if ('at' in step) change(tracker, step)
            else if (step.step === 'poll') await scripted.refresh()
            else if (step.step === 'read') await shown(scripted).catch(() => {})
            else if (step.step === 'reopen') scripted = await scripted.reopen()
            else tracker.knobs.generation++
          }
          await scripted.refresh()
          await scripted.host.settled()
          scripted = await scripted.reopen()
          await scripted.host.settled()
          await scripted.refresh()
          const last = scripted
          await eventually(() => expectSame(last))
        } finally {
          await scripted.host.stop()
        }
      }),
      { numRuns: 25, timeout: 30_000, endOnFailure: true },
    )
  }, 60_000)
}
