import { expect, test } from 'vitest'
import { holder, refusing, who } from './refusing.test-support.ts'
import { anew, before, text } from './write.test-support.ts'

test.each([true, false])(
  'what a program wrote that is killed is given up without a word (it had emptied it: %s)',
  async truncate => {
    const { vfs, write, file, saved, refused } = await refusing()
    const handle = await write.open(file, { truncate, append: false }, who(process.pid))
    await write.write(handle, 0, Buffer.from('half'))
    await write.giveUp(handle, who(process.pid))
    vfs.release(handle)
    const next = await write.open(file, { truncate: false, append: true }, who(process.pid))
    await write.write(next, 0, Buffer.from('more\n'))
    await write.flush(next, who(process.pid))
    vfs.release(next)
    await write.settle()
    expect([saved, refused]).toEqual([[`${before}more\n`], []])
  },
)

test('a program that is killed gives up nothing of a file that another one has opened for it', async () => {
  const { write, file, saved } = await refusing()
  const { pid, end } = await holder('1.md')
  const handle = await write.open(file, anew, { pid })
  await write.write(handle, 0, Buffer.from('one\n'))
  await write.giveUp(handle, { pid: process.pid })
  await end()
  await write.flush(handle, { pid })
  expect(saved).toEqual(['one\n'])
})

test('of a file that nobody sends, what a program wrote that is killed stays, as on any disk', async () => {
  const { vfs, write, folder } = await refusing()
  const { handle, attributes } = await write.create(folder, 'notes.txt', { ...anew, exclusive: true }, who(process.pid))
  await write.write(handle, 0, Buffer.from('half'))
  await write.giveUp(handle, who(process.pid))
  vfs.release(handle)
  await write.settle()
  expect(await text(vfs, attributes.ino)).toBe('half')
})

test.each([true, false])(
  'a program is killed while its close is looked at, with more of the file open: %s',
  async more => {
    const { vfs, write, file, saved } = await refusing()
    const handle = await write.open(file, anew, who(process.pid))
    await write.write(handle, 0, Buffer.from('half\n'))
    await write.flush(handle, { ...who(process.pid), signal: AbortSignal.abort() })
    expect(saved).toEqual([])
    if (more) await write.giveUp(handle, who(process.pid))
    vfs.release(handle)
    await write.settle()
    expect(saved).toEqual(more ? [] : ['half\n'])
  },
)
