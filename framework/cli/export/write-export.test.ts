import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type ScriptedHost, scriptedHost, temporaryFolder } from '../../testkit/scripted-host.ts'
import { createTracker } from '../../testkit/tracker.ts'
import type { Vfs } from '../../vfs/contract.ts'
import type { Tree } from '../tree/tree.ts'
import { writeExport } from './write-export.ts'

function treeOf({ host }: ScriptedHost, vfs: Vfs = host.vfs): Tree {
  return { vfs, read: host.store.read, settle: async () => {}, refresh: async () => {}, close: async () => {} }
}

/** Ends in the middle, as at Ctrl-C: nothing is done any more after so many files. */
function endingAfter(vfs: Vfs, files: number): Vfs {
  let left = files
  return {
    ...vfs,
    open: (ino, context) => (left-- > 0 ? vfs.open(ino, context) : new Promise(() => {})),
  }
}

test('an export that was interrupted knows its files again, also those that have changed since', async () => {
  const tracker = createTracker()
  for (let number = 1; number <= 5; number++) tracker.create('PROJ', { title: `Title ${number}` })
  const scripted = await scriptedHost(tracker)
  await scripted.host.settled()
  const root = await temporaryFolder()
  await writeExport(treeOf(scripted), root)
  const edit = async (title: string): Promise<void> => {
    for (const { id } of tracker.issues.values()) tracker.edit(id, { title })
    await scripted.refresh()
    await scripted.host.settled()
  }

  await edit('Second')
  const interrupted = writeExport(treeOf(scripted, endingAfter(scripted.host.vfs, 4)), root)
  await Promise.race([interrupted, new Promise(resolve => setTimeout(resolve, 300))])
  expect(readFileSync(join(root, 'PROJ/PROJ-2.md'), 'utf8')).toContain('# Second')

  await edit('Third')
  writeFileSync(join(root, 'PROJ/PROJ-5.md'), 'mine')
  const done = await writeExport(treeOf(scripted), root)
  expect(done.problems).toEqual([
    `"${join(root, 'PROJ/PROJ-5.md')}" is not what issuefs wrote, so it was left as it is; move it away.`,
  ])
  expect(readFileSync(join(root, 'PROJ/PROJ-2.md'), 'utf8')).toContain('# Third')
  expect(readdirSync(root).sort()).toEqual(['.issuefs-export.json', 'PROJ', 'README.md'])
  rmSync(root, { recursive: true })
})
