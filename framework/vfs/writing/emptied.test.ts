import { expect, test, vi } from 'vitest'
import { SourceError } from '../../source/error.ts'
import { eventually } from '../../testkit/eventually.test-support.ts'
import type { Handle } from '../contract.ts'
import { holder, refusing, who } from './refusing.test-support.ts'
import { anew, before, errno, onTop, text, tree, type Written } from './write.test-support.ts'

/** Opens the file, or cuts it, and closes it as it is. */
const ways: Readonly<Record<string, (made: Written, pid: number | undefined) => Promise<Handle>>> = {
  'by its opening': ({ write, file }, pid) => write.open(file, anew, who(pid)),
  'by a cut': async ({ write, file }, pid) => {
    const handle = await write.open(file, onTop, who(pid))
    await write.setattr(file, { size: 0 }, handle, who(pid))
    return handle
  },
  'by a cut, and lengthened again': async ({ write, file }, pid) => {
    const handle = await write.open(file, anew, who(pid))
    await write.setattr(file, { size: 400 }, handle, who(pid))
    return handle
  },
}

test.each(Object.keys(ways))('a document emptied %s is refused when its program closes it, once', async way => {
  const made = await refusing()
  const { vfs, write, file, refused } = made
  const handle = await ways[way]!(made, process.pid)
  expect(await errno(write.flush(handle, who(process.pid)))).toBe('EINVAL')
  expect(await errno(write.flush(handle, who(process.pid)))).toBe('EINVAL')
  vfs.release(handle)
  await write.settle()
  expect(refused).toEqual([process.pid])
  expect(await text(vfs, file)).toBe(before)
})

test.each(Object.keys(ways))('emptied %s, where no process is known, the reason is kept a while later', async way => {
  const made = await refusing()
  const { vfs, write, file, refused } = made
  const handle = await ways[way]!(made, undefined)
  await write.flush(handle)
  vfs.release(handle)
  await eventually(() => expect(refused).toEqual([0]))
  expect(await text(vfs, file)).toBe(before)
})

test('a handle that is known to be the last needs no process', async () => {
  const { write, file } = await refusing()
  expect(await errno(write.flush(await write.open(file, anew), { last: true }))).toBe('EINVAL')
})

test('cut by its path, it is refused when nobody has gone on', async () => {
  const { vfs, write, file, refused } = await refusing()
  await write.setattr(file, { size: 0 }, undefined, who(process.pid))
  expect(refused).toEqual([])
  await write.settle()
  expect([refused, await text(vfs, file)]).toEqual([[0], before])
})

test.each([false, true])(
  'as long as its program has it open, or a child of it (%s), nothing is refused',
  async child => {
    const { vfs, write, file, refused, saved } = await refusing()
    const { pid, end } = await holder('1.md', child)
    const handle = await write.open(file, anew, { pid })
    await write.flush(handle, { pid })
    expect(refused).toEqual([])
    await write.write(handle, 0, Buffer.from('new\n'))
    await end()
    await write.flush(handle, { pid: process.pid })
    vfs.release(handle)
    await write.settle()
    expect([refused, saved]).toEqual([[], ['new\n']])
  },
)

test('a program that has gone can not be told, and what its children do is not known', async () => {
  const { write, file, refused, vfs } = await refusing()
  const { pid, end } = await holder('other')
  const handle = await write.open(file, anew, { pid })
  await end()
  await write.flush(handle, { pid: process.pid })
  expect(refused).toEqual([])
  vfs.release(handle)
  await write.settle()
  expect(refused).toEqual([0])
})

test('who opens it right afterwards goes on with nothing, and that is a save of its own', async () => {
  const { vfs, write, file, saved, refused } = await refusing()
  const emptied = await write.open(file, anew, who(process.pid))
  expect(await errno(write.flush(emptied, who(process.pid)))).toBe('EINVAL')
  vfs.release(emptied)
  const handle = await write.open(file, onTop, who(process.pid))
  await write.write(handle, 0, Buffer.from('new\n'))
  await write.flush(handle, who(process.pid))
  vfs.release(handle)
  await write.settle()
  expect([saved, refused]).toEqual([['new\n'], [process.pid]])
})

test('what was emptied and saved by another program since is not refused any more', async () => {
  const { vfs, write, file, put, saved, refused } = await refusing()
  const emptied = await write.open(file, anew, who(process.pid))
  await put('new\n', { pid: 1 })
  expect(await errno(write.flush(emptied, who(process.pid)))).toBe('ok')
  vfs.release(emptied)
  await write.settle()
  expect([saved, refused]).toEqual([['new\n'], []])
})

test('what is emptied while the save of another is on its way is refused all the same', async () => {
  const answer = Promise.withResolvers<void>()
  const refusal = new SourceError('invalid', 'The file is empty.')
  const save = vi.fn((_: unknown, bytes: Uint8Array) => (bytes.length > 0 ? answer.promise : Promise.reject(refusal)))
  const { vfs, write, file, put } = await tree({ save })
  const saving = put('new\n', { pid: 1 })
  await eventually(() => expect(save).toHaveBeenCalled())
  const emptied = await write.open(file, anew, who(process.pid))
  answer.resolve()
  await saving
  expect(await errno(write.flush(emptied, who(process.pid)))).toBe('EINVAL')
  vfs.release(emptied)
  await write.settle()
})

test('what was saved and then emptied through the same handle is refused, too', async () => {
  const { vfs, write, file, saved, refused } = await refusing()
  const handle = await write.open(file, onTop, who(process.pid))
  await write.write(handle, 0, Buffer.from('B'))
  await write.fsync(handle)
  await write.setattr(file, { size: 0 }, handle, who(process.pid))
  expect(await errno(write.flush(handle, who(process.pid)))).toBe('EINVAL')
  vfs.release(handle)
  await write.settle()
  expect([saved, refused]).toEqual([['Before\n'], [process.pid]])
})

test.each(['made anew', 'moved there', 'written by a handle from before'])(
  'a whole text that comes after a cut by the path (%s) is all that is heard and seen of it',
  async how => {
    const { vfs, write, file, folder, put, saved, refused } = await refusing()
    const early = await write.open(file, onTop)
    await write.setattr(file, { size: 0 }, undefined)
    if (how === 'made anew') await put('new\n')
    else if (how === 'moved there') {
      const { handle } = await write.create(folder, 'x.tmp', { ...anew, exclusive: true })
      await write.write(handle, 0, Buffer.from('new\n'))
      await write.rename({ parent: folder, name: 'x.tmp' }, { parent: folder, name: '1.md' }, { noReplace: false })
    } else {
      await write.write(early, 0, Buffer.from('new'))
      await write.flush(early)
    }
    expect((await vfs.getattr(file)).size).toBe(before.length)
    vfs.release(early)
    await write.settle()
    expect([saved.length, refused]).toEqual([1, []])
  },
)
