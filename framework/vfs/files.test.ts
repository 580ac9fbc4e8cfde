import { describe, expect, test, vi } from 'vitest'
import { rootIno } from '../store/contract.ts'
import { errno, never, tree } from './tree.test-support.ts'
import { readWhole } from './walk.ts'

describe('files', () => {
  test('sizes are exact, in bytes', async () => {
    const { vfs, add } = await tree()
    const ino = add({ name: 'a.md' }, 'größer als ein Zeichen: 🧊')
    const { size } = await vfs.getattr(ino)
    expect(await readWhole(vfs, ino)).toHaveLength(size)
    const handle = await vfs.open(ino)
    expect(handle.size).toBe(size)
    expect(await vfs.read(handle, size - 4, 100)).toHaveLength(4)
    expect(await vfs.read(handle, size, 100)).toHaveLength(0)
    expect(await vfs.read(handle, size + 9, 100)).toHaveLength(0)
  })

  test('an open file keeps its bytes, whatever is refreshed or forgotten meanwhile', async () => {
    const { store, vfs, add, put } = await tree()
    const ino = add({ name: 'a.md' }, 'before')
    const handle = await vfs.open(ino)
    put(ino, 'after that')
    store.transaction(write => write.documents.forget(Date.now()))
    expect(Buffer.from(await vfs.read(handle, 0, 100)).toString()).toBe('before')
    expect(Buffer.from(await readWhole(vfs, ino)).toString()).toBe('after that')
    store.transaction(write => write.nodes.remove(ino))
    expect(Buffer.from(await vfs.read(handle, 2, 3)).toString()).toBe('for')
  })

  test('what is stored is served at once, though a newer one is due', async () => {
    const content = vi.fn(never<void>)
    const { store, vfs, add } = await tree({ content })
    const ino = add({ name: 'a.md' }, 'old')
    store.transaction(write => write.nodes.change(ino, { state: 'stale' }, 2))
    expect((await vfs.getattr(ino)).size).toBe(3)
    expect(content).not.toHaveBeenCalled()
  })

  test('what is not stored is late at the deadline; the work goes on, and the next one finds it', async () => {
    let finish = (): void => {}
    const { vfs, add, put } = await tree({ content: () => new Promise(resolve => (finish = resolve)) }, 30)
    const ino = add({ name: 'a.md' })
    expect(await errno(vfs.getattr(ino))).toBe('ETIMEDOUT')
    put(ino, 'come')
    finish()
    expect((await vfs.getattr(ino)).size).toBe(4)
  })

  test('a program that is interrupted gets its answer at once', async () => {
    const { vfs, add } = await tree({ content: never, name: never, listing: never, bytes: never }, 60_000)
    const document = add({ name: 'a.md' })
    const folder = add({ name: 'folder', kind: 'folder', state: 'absent' })
    const file = add({ name: 'file', kind: 'file', state: 'ready', size: 10 })
    const handle = await vfs.open(file)
    const asks: ((signal: AbortSignal) => Promise<unknown>)[] = [
      signal => vfs.getattr(document, { signal }),
      signal => vfs.open(document, { signal }),
      signal => vfs.lookup(rootIno, 'other', { signal }),
      signal => vfs.readdir(folder, 0, 10, { signal }),
      signal => vfs.read(handle, 0, 10, { signal }),
    ]
    for (const ask of asks) {
      const abort = new AbortController()
      const answer = errno(ask(abort.signal))
      abort.abort()
      expect(await answer).toBe('EINTR')
      expect(await errno(ask(AbortSignal.abort()))).toBe('EINTR')
    }
  })

  test('denied, gone and unfit', async () => {
    const { vfs, add } = await tree()
    const denied = add({ name: 'denied.md', state: 'denied' })
    const folder = add({ name: 'folder', kind: 'folder' })
    const file = add({ name: 'file.md' }, 'text')
    const link = add({ name: 'link', kind: 'link', state: 'ready', detail: 'file.md' })
    expect(await errno(vfs.getattr(denied))).toBe('EACCES')
    expect(await errno(vfs.open(denied))).toBe('EACCES')
    expect(await errno(vfs.getattr(999))).toBe('ENOENT')
    expect(await errno(vfs.open(folder))).toBe('EISDIR')
    expect(await errno(vfs.open(link))).toBe('ELOOP')
    expect(await errno(vfs.readdir(file, 0, 10))).toBe('ENOTDIR')
    expect(await errno(vfs.lookup(file, 'a'))).toBe('ENOTDIR')
    expect(await errno(vfs.readlink(file))).toBe('EINVAL')
    expect(await vfs.readlink(link)).toBe('file.md')
  })
})

test('statfs counts what is stored', async () => {
  const { vfs, add } = await tree()
  add({ name: 'a.md' }, 'x'.repeat(10_000))
  expect(vfs.statfs()).toMatchObject({ blockSize: 4096, blocks: 3, files: 2, longestName: 255 })
})
