import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { SourceError } from '../source/error.ts'
import { type Ino, rootIno } from '../store/contract.ts'
import { errno, tree } from './tree.test-support.ts'
import { list } from './walk.ts'

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

  test('100,000 entries are listed whole, page by page', async () => {
    const { store, vfs } = await tree()
    store.transaction(write => {
      for (let at = 0; at < 100_000; at++)
        write.nodes.insert({ parent: rootIno, name: `${at}.md`, kind: 'link', state: 'ready', mtime: 1 }, 1)
    })
    expect(await list(vfs, rootIno)).toHaveLength(100_000)
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
