import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { whyNoMount } from '../cli/fixtures/mounting.ts'
import { type Mounted, type MountOptions, mountTracker, reasonOf } from './mounted.test-support.ts'
import { type Program, whyNot } from './programs.test-support.ts'
import type { Emulator, Snapshot, TestTracker } from './trackers/tracker.test-support.ts'

/** Each program saves a field, the text and a comment of an issue of its own; the tracker then has exactly that, once. */
export function testEditors(
  tracker: TestTracker,
  backend: MountOptions['backend'],
  programs: readonly Program[],
): void {
  const skipped = whyNoMount === undefined ? '' : ` (skipped: ${whyNoMount})`
  describe.skipIf(whyNoMount !== undefined)(`${tracker.name} through ${backend}${skipped}`, () => {
    let emulator: Emulator
    let mounted: Mounted
    let names: string
    const keys = new Map<Program, string>()

    beforeAll(async () => {
      emulator = await tracker.start({ issues: 2 })
      for (const program of programs) keys.set(program, tracker.make(emulator, `Saved by ${program.name}`))
      mounted = await mountTracker(tracker, emulator, { backend })
      names = await namesIn(mounted)
    })
    afterAll(async () => {
      await mounted?.end()
      await emulator?.close()
      mounted?.user.remove()
    })

    for (const program of programs) {
      const skip = whyNot(program, backend)
      it.skipIf(skip !== undefined)(
        skip ? `${program.name} (skipped: ${skip})` : program.name,
        { concurrent: true },
        async () => {
          const key = keys.get(program)!
          const file = `${mounted.folder}/${tracker.fileOf(key)}`
          const before = await tracker.read(emulator, key)
          const inode = await stat(mounted, file)
          const text = tracker.hasBody
            ? { from: 'an oldword to', to: 'a newword to' }
            : { from: 'Saved by', to: 'Written by' }
          const comment = `A comment by ${program.name}.`
          const after = expected(before, tracker, text, comment)

          for (const change of [tracker.field, text, { tail: comment }]) {
            const ran = await program.save(mounted, file, change)
            expect(ran.code, `${JSON.stringify(change)}: ${ran.error}${await reasonOf(mounted, file)}`).toBe(0)
          }
          expect(await tracker.read(emulator, key)).toEqual(after)
          const { out: shown } = await mounted.run('cat', [file])
          for (const part of [tracker.field.to, text.to, comment]) expect(shown.split(part).length - 1, shown).toBe(1)
          expect(await stat(mounted, file)).toBe(inode)
          expect((await mounted.pending()).filter(({ path }) => file.endsWith(path))).toEqual([])
        },
      )
    }

    it.sequential('leaves no file behind', async () => {
      expect(await namesIn(mounted)).toBe(names)
      expect(await mounted.pending()).toEqual([])
    })
  })
}

/** What the tracker has to have in the end: three changes, and everything else as it was. */
function expected(
  before: Snapshot,
  tracker: TestTracker,
  text: { readonly from: string; readonly to: string },
  comment: string,
): Snapshot {
  const changed = <T>(value: T): T => JSON.parse(JSON.stringify(value).replace(text.from, text.to))
  return {
    ...before,
    ...(tracker.hasBody ? { body: changed(before.body) } : { title: changed(before.title) }),
    field: tracker.field.value,
    comments: [...before.comments, comment],
  }
}

async function namesIn(mounted: Mounted): Promise<string> {
  return (await mounted.run('ls', ['-A', mounted.folder])).out.split('\n').sort().join('\n')
}

async function stat(mounted: Mounted, file: string): Promise<string> {
  return (await mounted.run('stat', ['-c', '%i %a', file])).out
}
