import { expect, test, vi } from 'vitest'
import { SourceError } from '../../source/error.ts'
import { eventually } from '../../testkit/eventually.test-support.ts'
import { list } from '../walk.ts'
import { anew, before, errno, text, tree } from './write.test-support.ts'

test('a removed document comes back when its deletion is refused, which is said', async () => {
  const carryOut = vi.fn(async () => {
    throw new SourceError('denied', 'No.')
  })
  const said: unknown[] = []
  const remove = async () => ({ carryOut, takeBack() {} })
  const { vfs, write, folder } = await tree({
    remove,
    report: (name, thrown) => said.push([name, (thrown as Error).message]),
  })
  await write.unlink(folder, '1.md', { pid: process.pid })
  expect(await errno(vfs.lookup(folder, '1.md'))).toBe('ENOENT')
  expect(await list(vfs, folder)).toEqual([])
  await write.settle()
  expect(carryOut).toHaveBeenCalledOnce()
  expect(said).toEqual([['1.md', 'No.']])
  expect(await errno(vfs.lookup(folder, '1.md'))).toBe('ok')
})

test.each(['created', 'moved there', 'refused'])('one that is made anew is not removed: %s', async how => {
  const steps: string[] = []
  const { write, folder } = await tree({
    remove: async () => ({
      carryOut: async () => void steps.push('removed'),
      takeBack: () => steps.push('taken back'),
    }),
    async save() {
      steps.push('saved')
      if (how === 'refused') throw new SourceError('conflict', 'No.')
    },
  })
  const way = { truncate: true, append: false, exclusive: false }
  const made = how === 'created' ? undefined : await write.create(folder, 'x.tmp', way)
  if (made) await write.write(made.handle, 0, Buffer.from('moved'))
  await write.unlink(folder, '1.md', { pid: process.pid })
  if (!made) {
    const { handle } = await write.create(folder, '1.md', way)
    await write.write(handle, 0, Buffer.from('anew'))
    await write.flush(handle)
  } else
    await write
      .rename({ parent: folder, name: 'x.tmp' }, { parent: folder, name: '1.md' }, { noReplace: false })
      .catch(() => {})
  await write.settle()
  expect(steps).toEqual(['taken back', 'saved'])
})

test('a document that was moved aside is there again at once when what is moved in its place is refused', async () => {
  const { vfs, write, folder, file } = await tree({
    async save() {
      throw new SourceError('invalid', 'No.')
    },
  })
  const at = (name: string) => ({ parent: folder, name })
  const { handle } = await write.create(folder, 'x.tmp', { ...anew, exclusive: true })
  await write.write(handle, 0, Buffer.from('moved'))
  await write.flush(handle)
  await write.rename(at('1.md'), at('.fuse_hidden1'), { noReplace: false })
  expect(await errno(vfs.lookup(folder, '1.md'))).toBe('ENOENT')
  expect(await errno(write.rename(at('x.tmp'), at('1.md'), { noReplace: false }))).toBe('EINVAL')
  expect(await errno(vfs.lookup(folder, '1.md'))).toBe('ok')
  expect(await text(vfs, file)).toBe(before)
})

test('what can not be written down is not removed', async () => {
  const { vfs, write, folder } = await tree({
    remove: async () => {
      throw new SourceError('full', 'The disk is full.')
    },
  })
  await expect(write.unlink(folder, '1.md', { pid: process.pid })).rejects.toThrow('full')
  expect(await errno(vfs.lookup(folder, '1.md'))).toBe('ok')
})

test('one that was renamed to its backup and not made anew comes back by itself', async () => {
  const { vfs, write, folder, file } = await tree()
  await write.rename({ parent: folder, name: '1.md' }, { parent: folder, name: '1.md~' }, { noReplace: false })
  expect(await errno(vfs.lookup(folder, '1.md'))).toBe('ENOENT')
  await eventually(async () => expect((await vfs.lookup(folder, '1.md')).ino).toBe(file))
  expect(await text(vfs, (await vfs.lookup(folder, '1.md~')).ino)).toBe(before)
})

test('one keeps its name where no editor would put a backup: in a folder of ours, under a name of ours', async () => {
  const { vfs, write, folder } = await tree()
  const { ino } = await write.mkdir(folder, 'done')
  const from = { parent: folder, name: '1.md' }
  expect(await errno(write.rename(from, { parent: ino, name: '1.md' }, { noReplace: false }))).toBe('EPERM')
  expect(await errno(write.rename(from, { parent: folder, name: 'notes.txt' }, { noReplace: false }))).toBe('EPERM')
  expect(await errno(vfs.lookup(folder, '1.md'))).toBe('ok')
})

test('a file that was renamed over a document answers as the document does', async () => {
  const { vfs, write, folder, file, saved } = await tree()
  const made = await write.create(folder, '1.md.tmp', { ...anew, exclusive: true })
  await write.write(made.handle, 0, Buffer.from('renamed\n'))
  await write.flush(made.handle)
  await write.rename({ parent: folder, name: '1.md.tmp' }, { parent: folder, name: '1.md' }, { noReplace: false })
  expect(saved).toEqual(['renamed\n'])
  expect((await vfs.lookup(folder, '1.md')).ino).toBe(file)
  expect(write.isHeld(made.attributes.ino)).toBe(true)
  expect((await vfs.getattr(made.attributes.ino)).ino).toBe(file)
  await write.write(made.handle, 8, Buffer.from('and on\n'))
  await write.flush(made.handle)
  expect(saved).toEqual(['renamed\n', 'renamed\nand on\n'])
})
