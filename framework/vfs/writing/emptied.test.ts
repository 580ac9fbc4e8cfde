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
  await vi.waitFor(() => expect(save).toHaveBeenCalled())
  const emptied = await write.open(file, anew, who(process.pid))
  answer.resolve()
  await saving
  expect(await errno(write.flush(emptied, who(process.pid)))).toBe('EINVAL')
  vfs.release(emptied)
  await write.settle()
})

test('what was emptied and then replaced by a move is not refused any more', async () => {
  const { vfs, write, folder, file, saved, refused } = await refusing()
  await write.setattr(file, { size: 0 }, undefined, who(process.pid))
  const made = await write.create(folder, 'new.tmp', { ...anew, exclusive: true })
  await write.write(made.handle, 0, Buffer.from('new\n'))
  await write.flush(made.handle)
  vfs.release(made.handle)
  await write.rename({ parent: folder, name: 'new.tmp' }, { parent: folder, name: '1.md' }, { noReplace: false })
  await write.settle()
  expect([saved, refused]).toEqual([['new\n'], []])
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
