import { describe, expect, test, vi } from 'vitest'
import { rootIno } from '../store/contract.ts'
import { errno, tree } from './tree.test-support.ts'
import { list, walk } from './walk.ts'

describe('names', () => {
  test('junk is not there, and nobody is asked', async () => {
    const name = vi.fn(async () => {})
    const noticed = vi.fn()
    const { vfs } = await tree({ name, noticed })
    for (const junk of ['.DS_Store', '._x', '.Trash-1000', 'desktop.ini', '.git', 'Thumbs.db', '.hidden'])
      expect(await errno(vfs.lookup(rootIno, junk))).toBe('ENOENT')
    expect(name).not.toHaveBeenCalled()
    expect(noticed).not.toHaveBeenCalled()
    expect(await errno(vfs.lookup(rootIno, 'gitlab'))).toBe('ENOENT')
    expect(name).toHaveBeenCalledOnce()
  })

  test('twins resolve each by its own name', async () => {
    const { vfs, add } = await tree()
    const inos = ['a.md', 'A.md'].map(name => add({ name }, name))
    const entries = await list(vfs, rootIno)
    expect(entries.map(({ ino }) => ino)).toEqual(inos)
    expect(new Set(entries.map(({ name }) => name.toLowerCase())).size).toBe(2)
    for (const { name, ino } of entries) expect((await vfs.lookup(rootIno, name)).ino).toBe(ino)
    expect(await errno(vfs.lookup(rootIno, 'A.md'))).toBe('ENOENT')
  })

  test('the reason why a name is not there is said', async () => {
    const { store, vfs } = await tree()
    store.transaction(write =>
      write.progress.setAbsence(rootIno, 'a.md', { kind: 'not-found', sentence: 'It was deleted.', at: 1 }),
    )
    await expect(vfs.lookup(rootIno, 'a.md')).rejects.toThrow('It was deleted.')
  })
})

describe('walk', () => {
  test('follows links in the middle, and the last one when asked to', async () => {
    const { vfs, add } = await tree()
    const folder = add({ name: 'folder', kind: 'folder' })
    const file = add({ name: 'file.md', parent: folder }, 'text')
    add({ name: 'to', kind: 'link', state: 'ready', detail: 'folder' })
    const link = add({ name: 'back', parent: folder, kind: 'link', state: 'ready', detail: '../to/file.md' })
    expect((await walk(vfs, 'to/file.md')).ino).toBe(file)
    expect((await walk(vfs, '/to/back')).ino).toBe(link)
    expect((await walk(vfs, '/to/back', { follow: true })).ino).toBe(file)
    expect((await walk(vfs, 'folder/../to/./file.md')).ino).toBe(file)
    expect(await errno(walk(vfs, 'folder/file.md/more'))).toBe('ENOTDIR')
  })

  test('a loop of links is ELOOP', async () => {
    const { vfs, add } = await tree()
    add({ name: 'a', kind: 'link', state: 'ready', detail: 'b' })
    add({ name: 'b', kind: 'link', state: 'ready', detail: 'a' })
    expect(await errno(walk(vfs, 'a/x'))).toBe('ELOOP')
    expect(await errno(walk(vfs, 'a', { follow: true }))).toBe('ELOOP')
  })
})

test('a name over 255 bytes is ENAMETOOLONG, without asking anybody', async () => {
  const name = vi.fn(async () => {})
  const { vfs } = await tree({ name })
  expect(await errno(vfs.lookup(rootIno, 'é'.repeat(128)))).toBe('ENAMETOOLONG')
  expect(name).not.toHaveBeenCalled()
  expect(await errno(vfs.lookup(rootIno, 'x'.repeat(255)))).toBe('ENOENT')
})
