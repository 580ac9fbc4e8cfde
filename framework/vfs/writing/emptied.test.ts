import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { SourceError } from '../../source/error.ts'
import type { Handle } from '../contract.ts'
import { anew, before, errno, onTop, text, tree, type Written } from './write.test-support.ts'

/** A tree whose saves are refused when they have no text, as they are by an issue tracker. */
async function refusing(): Promise<Written & { readonly refused: number[] }> {
  const refused: number[] = []
  const saved: string[] = []
  const made = await tree({
    async save(_document, bytes, { pid = 0 }) {
      if (bytes.every(byte => byte === 0)) {
        refused.push(pid)
        throw new SourceError('invalid', 'The file is empty.')
      }
      saved.push(Buffer.from(bytes).toString())
    },
  })
  return { ...made, saved, refused }
}

/** A process that has a file of that name open for writing; with `child`, only a process that it has started has. */
async function holder(name: string, child = false): Promise<{ readonly pid: number; end(): Promise<void> }> {
  const place = await mkdtemp(join(tmpdir(), 'issuefs-fd-'))
  onTestFinished(() => rm(place, { recursive: true, force: true }))
  const hold = `exec 3> "${join(place, name)}"; echo open; cat`
  const running = spawn('sh', ['-c', child ? `sh -c '${hold}'; true` : hold], { stdio: ['pipe', 'pipe', 'ignore'] })
  onTestFinished(() => void running.kill())
  await once(running.stdout, 'data')
  return {
    pid: running.pid!,
    async end() {
      running.stdin.end()
      await once(running, 'exit')
    },
  }
}

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

const who = (pid: number | undefined) => (pid === undefined ? {} : { pid })

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
  await vi.waitFor(() => expect(refused).toEqual([0]))
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
