import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { SourceError } from '../source/error.ts'
import { type Ino, rootIno } from '../store/contract.ts'
import type { NewNode } from '../store/nodes.ts'
import { openStore, type Store } from '../store/sqlite.ts'
import type { Demand } from '../tree/demand.ts'
import type { Vfs } from './contract.ts'
import { errnoOf } from './errno.ts'
import { createVfs } from './vfs.ts'
import { list, readWhole, walk } from './walk.ts'

const silent: Demand = {
  name: async () => {},
  content: async () => {},
  listing: async () => {},
  bytes: async () => new Uint8Array(),
  noticed() {},
}

interface Tree {
  readonly store: Store
  readonly vfs: Vfs
  add(node: Partial<NewNode> & Pick<NewNode, 'name'>, text?: string): Ino
  /** Gives a document another text. */
  put(ino: Ino, text: string): void
}

async function tree(demand: Partial<Demand> = {}, deadline = 100): Promise<Tree> {
  const folder = await mkdtemp(join(tmpdir(), 'issuefs-vfs-'))
  const store = openStore(join(folder, 'cache'))
  onTestFinished(async () => {
    store.close()
    await rm(folder, { recursive: true, force: true })
  })
  store.transaction(write => write.nodes.change(rootIno, { state: 'ready' }, 0))
  const vfs = createVfs({ store, demand: { ...silent, ...demand }, deadline })
  const put = (ino: Ino, text: string): void =>
    store.transaction(write => {
      const document = write.documents.put(Buffer.from(text))
      write.nodes.change(ino, { document, size: Buffer.byteLength(text), state: 'ready' }, 5)
    })
  return {
    store,
    vfs,
    put,
    add(node, text) {
      const kind = node.kind ?? 'document'
      const made = { parent: rootIno, kind, mtime: 1, state: kind === 'folder' ? 'ready' : 'absent', ...node } as const
      const { ino } = store.transaction(write => write.nodes.insert(made, 1))
      if (text !== undefined) put(ino, text)
      return ino
    },
  }
}

const errno = (work: Promise<unknown>): Promise<string> => work.then(() => 'ok', errnoOf)
const never = <T>(): Promise<T> => new Promise(() => {})

describe('readdir', () => {
  test('an entry that is there during the whole walk is seen exactly once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 30 }),
        fc.array(fc.tuple(fc.constantFrom('add', 'remove'), fc.nat(100)), { maxLength: 20 }),
        fc.integer({ min: 1, max: 9 }),
        async (count, moves, page) => {
          const { store, vfs, add } = await tree()
          const inos = Array.from({ length: count }, (_, at) => add({ name: `first ${at}` }, 'x'))
          const lasting = new Set(inos)
          const left = [...moves]
          const seen: Ino[] = []
          for (let cookie = 0; ; ) {
            const entries = await vfs.readdir(rootIno, cookie, page)
            if (entries.length === 0) break
            seen.push(...entries.filter(({ name }) => !name.startsWith('.')).map(({ ino }) => ino))
            cookie = entries.at(-1)!.cookie
            const move = left.shift()
            if (move?.[0] === 'add') add({ name: `later ${left.length}` }, 'x')
            const gone = inos[(move?.[1] ?? 0) % Math.max(count, 1)]
            if (move?.[0] === 'remove' && gone !== undefined) {
              lasting.delete(gone)
              store.transaction(write => write.nodes.remove(gone))
            }
          }
          expect(new Set(seen).size).toBe(seen.length)
          for (const ino of lasting) expect(seen).toContain(ino)
        },
      ),
      { numRuns: 40 },
    )
  })

  test('any limit and any cookie: `.` and `..` first, with their own numbers', async () => {
    const { vfs, add } = await tree()
    const folder = add({ name: 'folder', kind: 'folder' })
    add({ name: 'file', parent: folder }, 'text')
    const all = await vfs.readdir(folder, 0, 10)
    expect(all.map(({ name, ino }) => [name, ino])).toEqual([
      ['.', folder],
      ['..', rootIno],
      ['file', expect.any(Number)],
    ])
    for (const [at, { cookie }] of all.entries()) {
      expect((await vfs.readdir(folder, cookie, 10)).map(({ name }) => name)).toEqual(
        all.slice(at + 1).map(({ name }) => name),
      )
      expect((await vfs.readdir(folder, cookie, 1)).length).toBe(at + 1 < all.length ? 1 : 0)
    }
    expect((await vfs.readdir(rootIno, 1, 1))[0]).toMatchObject({ name: '..', ino: rootIno })
  })

  test('entries that would have to be asked for have no attributes', async () => {
    const { vfs, add } = await tree()
    add({ name: 'known.md' }, 'text')
    add({ name: 'unknown.md' })
    add({ name: 'hidden.md', hidden: true }, 'text')
    const entries = await list(vfs, rootIno)
    expect(entries.map(({ name, attributes }) => [name, attributes?.size])).toEqual([
      ['known.md', 4],
      ['unknown.md', undefined],
    ])
  })

  test('100,000 entries: pages cost the same at the beginning and at the end', async () => {
    const { store, vfs } = await tree()
    store.transaction(write => {
      for (let at = 0; at < 100_000; at++)
        write.nodes.insert({ parent: rootIno, name: `${at}.md`, kind: 'link', state: 'ready', mtime: 1 }, 1)
    })
    const time = async (cookie: number): Promise<number> => {
      const begin = performance.now()
      for (let again = 0; again < 5; again++) await vfs.readdir(rootIno, cookie, 1000)
      return performance.now() - begin
    }
    await time(0)
    const begin = performance.now()
    expect(await list(vfs, rootIno)).toHaveLength(100_000)
    expect(performance.now() - begin).toBeLessThan(5000)
    expect(await time(98_000)).toBeLessThan((await time(0)) * 4 + 20)
  })

  test('a folder that is not complete is waited for, and is no half of a listing', async () => {
    const listing = vi.fn(async () => {
      throw new SourceError('offline', 'no')
    })
    const { vfs, add } = await tree({ listing })
    const folder = add({ name: 'folder', kind: 'folder', state: 'absent' })
    add({ name: 'one.md', parent: folder }, 'text')
    expect(await errno(vfs.readdir(folder, 0, 10))).toBe('EHOSTUNREACH')
    expect((await vfs.lookup(folder, 'one.md')).size).toBe(4)
  })
})

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

test('statfs counts what is stored', async () => {
  const { vfs, add } = await tree()
  add({ name: 'a.md' }, 'x'.repeat(10_000))
  expect(vfs.statfs()).toMatchObject({ blockSize: 4096, blocks: 3, files: 2, longestName: 255 })
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
