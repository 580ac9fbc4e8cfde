import { rmSync } from 'node:fs'
import { expect, test } from 'vitest'
import { SourceError } from '../../source/error.ts'
import { eventually } from '../../testkit/eventually.test-support.ts'
import { textOf, writeFile } from '../../testkit/scripted-host.ts'
import type { Vfs } from '../../vfs/contract.ts'
import { readWhole, walk } from '../../vfs/walk.ts'
import { writableTree } from '../fixtures/writable-tree.ts'

const path = 'PROJ/PROJ-1.md'

const text = async (vfs: Vfs): Promise<string> =>
  Buffer.from(await readWhole(vfs, (await walk(vfs, path)).ino)).toString()

test('edits that wait survive a reload, are shown after it, and are sent', async () => {
  const { tree, tracker, plan, id } = await writableTree()
  tracker.knobs.offline = true
  await writeFile(tree.host(), path, (await textOf(tree.host(), path)).replace('# A title', '# Mine'))
  await writeFile(tree.host(), 'PROJ/new-bug.md', '# It breaks\n')
  await tree.reopen(plan)
  expect(await text(tree.vfs)).toContain('# Mine')
  expect(await textOf(tree.host(), 'PROJ/new-bug.md')).toBe('# It breaks\n')
  expect(tree.status().edits).toMatchObject([
    { what: 'edit', state: 'pending' },
    { what: 'create', state: 'pending' },
  ])
  await writeFile(tree.host(), path, (await text(tree.vfs)).replace('First', '1st'))
  tracker.knobs.offline = false
  tree.host().edits!.retry()
  await eventually(() => expect(tree.status().edits).toEqual([]))
  expect(tracker.issues.get(id)!).toMatchObject({ title: 'Mine', text: '1st line.' })
  expect(tracker.issues.size).toBe(2)
})

test('a file that is open for writing at a reload is saved after it', async () => {
  const { tree, tracker, plan, id } = await writableTree()
  const write = tree.vfs.write!
  const { ino } = await walk(tree.vfs, path)
  const before = Buffer.from(await text(tree.vfs))
  const open = await write.open(ino, { truncate: true, append: false })
  const idle = await write.open(ino, { truncate: false, append: true })
  const half = before.toString().replace('# A title', '# Mine').slice(0, 100)
  await write.write(open, 0, Buffer.from(half))
  expect(write.isHeld(ino)).toBe(true)
  const told: boolean[] = []
  write.onHeld((each, held) => each === ino && told.push(held))
  await tree.reopen(plan)
  expect(told).toEqual([false])
  await tree.reopen(plan)
  const whole = before.toString().replace('# A title', '# Mine')
  await write.write(open, half.length, Buffer.from(whole.slice(half.length)))
  expect(Buffer.from(await tree.vfs.read(open, 0, open.size + 100)).toString()).toBe(whole)
  await write.flush(open)
  tree.vfs.release(open)
  expect(tracker.issues.get(id)!.title).toBe('Mine')
  await write.flush(idle)
  await write.write(idle, 0, Buffer.from('\nSeen.\n'))
  await write.flush(idle)
  tree.vfs.release(idle)
  expect(tracker.issues.get(id)!).toMatchObject({ title: 'Mine', comments: [{ text: 'Seen.' }] })
})

test('a save that waits for the tracker at a reload is sent once', async () => {
  const { tree, tracker, plan, id } = await writableTree()
  const before = await text(tree.vfs)
  tracker.knobs.delay = 200
  const saved = writeFile(tree.host(), path, `${before}\nSeen.\n`)
  await new Promise(resolve => setTimeout(resolve, 50))
  const reloaded = tree.reopen(plan)
  await saved
  await reloaded
  await eventually(() => expect(tree.status().edits).toEqual([]))
  expect(tracker.issues.get(id)!.comments).toMatchObject([{ text: 'Seen.' }])
})

test('two reloads at once follow each other', async () => {
  const { tree, plan } = await writableTree()
  await Promise.all([tree.reopen(plan), tree.reopen(plan)])
  expect(await text(tree.vfs)).toContain('# A title')
  expect(tree.status().mounts[0]!.lastError).toBeUndefined()
})

test('a reload that fails goes on with what was there, also when that is refused as well for now', async () => {
  const { tree, plan, tracker, id } = await writableTree()
  tracker.knobs.before = () => {
    throw new SourceError('denied', 'The credentials are refused.')
  }
  await expect(tree.reopen(plan)).rejects.toThrow('refused')
  expect(await text(tree.vfs)).toContain('# A title')
  await eventually(() =>
    expect(tree.status().mounts[0]).toMatchObject({ condition: 'failing', lastError: { kind: 'denied' } }),
  )
  tracker.knobs.before = undefined
  tracker.edit(id, { title: 'Theirs' })
  await tree.host().refresh()
  await eventually(async () => expect(await text(tree.vfs)).toContain('# Theirs'))
})

test('a reload without its cache, which somebody has removed, is refused, and the mount goes on', async () => {
  const { tree, plan } = await writableTree()
  rmSync(plan.cacheFolder, { recursive: true })
  await expect(tree.reopen(plan)).rejects.toThrow(/has been removed.*unmount/)
  expect(await text(tree.vfs)).toContain('# A title')
})
