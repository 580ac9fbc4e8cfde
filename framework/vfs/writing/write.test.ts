import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { SourceError } from '../../source/error.ts'
import type { Ino } from '../../store/contract.ts'
import { eventually } from '../../testkit/eventually.test-support.ts'
import { createContent } from './content.ts'
import { isScratchName } from './scratch-name.ts'
import { anew, before, errno, onTop, text, tree } from './write.test-support.ts'

test('what is held is said before it can be seen, and again when it is over', async () => {
  const { vfs, write, file, folder } = await tree()
  const told: [Ino, boolean][] = []
  write.onHeld((ino, held) => told.push([ino, held]))
  const handle = await write.open(file, onTop)
  expect(write.isHeld(file)).toBe(false)
  await write.write(handle, 0, Buffer.from('B'))
  expect(write.isHeld(file)).toBe(true)
  await write.flush(handle)
  expect(write.isHeld(file)).toBe(false)
  vfs.release(handle)
  await write.unlink(folder, '1.md', { pid: process.pid })
  expect(write.isHeld(folder)).toBe(true)
  expect(told).toEqual([
    [file, true],
    [file, false],
    [folder, true],
  ])
})

test('who writes sees it, others see what was saved', async () => {
  const { vfs, write, file } = await tree()
  const early = await vfs.open(file, { pid: 2 })
  const handle = await write.open(file, anew, { pid: 1 })
  await write.write(handle, 0, Buffer.from('longer than before\n'), { pid: 1 })
  expect(await text(vfs, file, 1)).toBe('longer than before\n')
  expect((await vfs.getattr(file, { pid: 1 })).size).toBe(19)
  expect(await text(vfs, file, 2)).toBe(before)
  expect((await vfs.getattr(file, { pid: 2 })).size).toBe(before.length)
  await write.flush(handle, { pid: 1 })
  expect(await text(vfs, file, 2)).toBe('longer than before\n')
  expect(Buffer.from(await vfs.read(early, 0, 100)).toString()).toBe(before)
})

test('a refused save is not sent twice, gives its reason each time, and its text goes with the handle', async () => {
  const save = vi.fn(async () => {
    throw new SourceError('conflict', 'Somebody else was there.')
  })
  const { vfs, write, file } = await tree({ save })
  const handle = await write.open(file, anew)
  await write.write(handle, 0, Buffer.from('mine\n'))
  expect(await errno(write.fsync(handle))).toBe('EBUSY')
  expect(await errno(write.flush(handle))).toBe('EBUSY')
  expect(save).toHaveBeenCalledOnce()
  await write.write(handle, 0, Buffer.from('MINE'))
  expect(await errno(write.flush(handle))).toBe('EBUSY')
  expect(save).toHaveBeenCalledTimes(2)
  vfs.release(handle)
  await write.settle()
  expect(write.isHeld(file)).toBe(false)
  expect(await text(vfs, file)).toBe(before)
})

test('what goes on after a save is told from what was saved', async () => {
  const save = vi.fn(async () => {})
  const { write, file } = await tree({ save })
  const handle = await write.open(file, { truncate: false, append: true })
  for (const line of ['one\n', 'two\n']) {
    await write.write(handle, 0, Buffer.from(line))
    await write.fsync(handle)
  }
  const told = (save.mock.calls as unknown as [unknown, Uint8Array, { opened: Uint8Array }][]).map(
    ([, now, { opened }]) => [Buffer.from(opened).toString(), Buffer.from(now).toString()],
  )
  expect(told).toEqual([
    [before, `${before}one\n`],
    [`${before}one\n`, `${before}one\ntwo\n`],
  ])
})

test('what was written and met no commit point is sent when the file is closed; what was only emptied never', async () => {
  const { vfs, write, file, saved } = await tree()
  const mapped = await write.open(file, onTop)
  await write.write(mapped, 0, Buffer.from('B'))
  vfs.release(mapped)
  await write.settle()
  expect(saved).toEqual(['Before\n'])
  const emptied = await write.open(file, anew)
  await write.flush(emptied)
  await write.setattr(file, { size: 0 }, emptied)
  vfs.release(emptied)
  await write.settle()
  expect(saved).toHaveLength(1)
  await eventually(() => expect(write.isHeld(file)).toBe(false))
  expect((await vfs.getattr(file)).size).toBe(7)
})

test.each(['at once', 'afterwards'])(
  'a file emptied by its opening (%s) keeps its size until something is written; cut by a program, it is empty',
  async how => {
    const { vfs, write, file, saved } = await tree()
    const pid = process.pid
    const size = async (): Promise<number> => (await vfs.getattr(file, { pid })).size
    const handle = await write.open(file, how === 'at once' ? anew : onTop, { pid })
    if (how === 'afterwards') {
      const shown = await write.setattr(file, { size: 0, opening: true }, handle, { pid })
      expect(shown.size).toBe(before.length)
    }
    expect(await size()).toBe(before.length)
    await write.write(handle, 0, Buffer.from('new\n'))
    expect(await size()).toBe(4)
    expect((await write.setattr(file, { size: 0 }, handle, { pid })).size).toBe(0)
    await write.write(handle, 0, Buffer.from('newer\n'))
    await write.flush(handle, { pid: pid + 1 })
    vfs.release(handle)
    expect(saved).toEqual(['newer\n'])
  },
)

test('closing a file that the program which opened it still has open commits nothing', async () => {
  const { vfs, write, store, file, saved } = await tree()
  const place = await mkdtemp(join(tmpdir(), 'issuefs-fd-'))
  onTestFinished(() => rm(place, { recursive: true, force: true }))
  const name = basename(store.read.nodes.node(file)!.name)
  const holder: ChildProcess = spawn('sh', ['-c', `exec 3> "${join(place, name)}"; echo open; exec cat`])
  onTestFinished(() => void holder.kill())
  await once(holder.stdout!, 'data')
  const pid = holder.pid!
  const handle = await write.open(file, anew, { pid })
  await write.write(handle, 0, Buffer.from('half, '), { pid: 1 })
  await write.flush(handle, { pid: 1 })
  expect(saved).toEqual([])
  await write.write(handle, 6, Buffer.from('whole\n'), { pid: 1 })
  await write.flush(handle, { pid })
  expect(saved).toEqual([])
  holder.stdin!.end()
  await once(holder, 'exit')
  await write.flush(handle, { pid: 1 })
  expect(saved).toEqual(['half, whole\n'])
  vfs.release(handle)
})

test('a queued new issue shows its text under the name that was written', async () => {
  const { vfs, write, folder } = await tree({ makes: () => 'issues' })
  const { handle } = await write.create(folder, 'new.md', { ...anew, exclusive: true })
  await write.write(handle, 0, Buffer.from('new\n'))
  await write.flush(handle)
  vfs.release(handle)
  await write.settle()
  expect(await text(vfs, (await vfs.lookup(folder, 'new.md')).ino)).toBe('new\n')
})

test('names that differ in case only are refused', async () => {
  const { vfs, write, folder } = await tree()
  expect(await errno(write.create(folder, '1.MD', { ...anew, exclusive: true }))).toBe('EEXIST')
  expect(await errno(vfs.lookup(folder, '1.MD'))).toBe('ENOENT')
})

test('a text may have so many bytes and no more; what lies between is zero', () => {
  const content = createContent(Buffer.from('abc'), 16)
  content.write(5, Buffer.from('x'))
  expect([...content.bytes()]).toEqual([97, 98, 99, 0, 0, 120])
  content.resize(2)
  content.resize(4)
  expect([...content.bytes()]).toEqual([97, 98, 0, 0])
  expect(() => content.write(16, Buffer.from('y'))).toThrow(expect.objectContaining({ errno: 'EFBIG' }))
  expect(() => content.resize(17)).toThrow(expect.objectContaining({ errno: 'EFBIG' }))
  expect(content.size).toBe(4)
})

test.each([
  ['.PROJ-1.md.swp', true],
  ['4913', true],
  ['5036', true],
  ['PROJ-1.md~', true],
  ['PROJ-1.md.tmp.812.1700000000', true],
  ['tmpab12cd34.md', true],
  ['PROJ-1.tmp.md', true],
  ['sedAbC123', true],
  ['#PROJ-1.md#', true],
  ['PROJ-1.md', false],
  ['a new bug.md', false],
  ['tmp.md', false],
  ['sedan.txt', false],
  ['4914', false],
  ['backup.bak', false],
  ['package.lock', false],
])("%s is an editor's: %s", (name, own) => {
  expect(isScratchName(name)).toBe(own)
})
