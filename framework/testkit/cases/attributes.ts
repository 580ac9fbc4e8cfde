import { constants } from 'node:fs'
import { expect } from 'vitest'
import type { Subject } from '../case.ts'
import { plannedTime } from '../tree-plan.ts'

const texts = { empty: '', short: 'a\n', umlauts: 'Grüße, 世界 🙂\n', long: 'line of text\n'.repeat(20_000) }

/** What `stat` says is true. */
export const attributes: Subject = {
  name: 'attributes',
  plan: {
    deadline: 3000,
    nodes: {
      ...Object.fromEntries(Object.entries(texts).map(([name, text]) => [`${name}.md`, { text }])),
      'old.md': { text: 'old\n', mtime: Date.UTC(1999, 11, 31, 23, 59, 59, 1) },
      'fetched.md': { absent: true },
      'attachment.bin': { size: 300_000 },
      folder: { folder: 'ready' },
      link: { link: 'short.md' },
    },
    answers: { 'fetched.md': { says: 'text', text: 'fetched\n' } },
  },
  cases: [
    {
      name: 'sizes are the bytes that are read',
      async run({ files, at }) {
        for (const [name, text] of Object.entries(texts)) {
          const { size } = await files.stat(at(`${name}.md`))
          const bytes = await files.readFile(at(`${name}.md`))
          expect(size).toBe(Buffer.byteLength(text))
          expect(bytes.toString()).toBe(text)
        }
      },
    },
    {
      name: 'the size of a text that is not there yet is that of the fetched one',
      async run({ files, at }) {
        expect((await files.stat(at('fetched.md'))).size).toBe(8)
      },
    },
    {
      name: 'the size of an attachment is known without its bytes',
      async run({ files, at, steer }) {
        expect((await files.stat(at('attachment.bin'))).size).toBe(300_000)
        expect((await steer({ do: 'count' }))['attachment.bin']).toBeUndefined()
      },
    },
    {
      name: 'times are right to the millisecond',
      async run({ files, at }) {
        expect(Math.round((await files.stat(at('short.md'))).mtimeMs)).toBe(plannedTime)
        expect(Math.round((await files.stat(at('old.md'))).mtimeMs)).toBe(Date.UTC(1999, 11, 31, 23, 59, 59, 1))
      },
    },
    {
      name: 'times of folders too',
      async run({ files, at }) {
        expect(Math.round((await files.stat(at('folder'))).mtimeMs)).toBe(plannedTime)
      },
    },
    {
      name: 'mode bits promise no writing',
      async run({ files, at }) {
        expect((await files.stat(at('short.md'))).mode & 0o7777).toBe(0o444)
        expect((await files.stat(at('folder'))).mode & 0o7777).toBe(0o555)
        expect((await files.stat(at('.'))).mode & 0o7777).toBe(0o555)
      },
    },
    {
      name: 'kinds are right',
      async run({ files, at }) {
        expect((await files.stat(at('.'))).isDirectory()).toBe(true)
        expect((await files.stat(at('folder'))).isDirectory()).toBe(true)
        expect((await files.stat(at('short.md'))).isFile()).toBe(true)
        expect((await files.stat(at('attachment.bin'))).isFile()).toBe(true)
        expect((await files.lstat(at('link'))).isSymbolicLink()).toBe(true)
        expect((await files.stat(at('link'))).isFile()).toBe(true)
      },
    },
    {
      name: 'inode numbers are each its own and stay',
      async run({ files, at }) {
        const paths = ['.', 'folder', 'short.md', 'long.md', 'attachment.bin', 'link']
        const numbers = async () => Promise.all(paths.map(async path => (await files.lstat(at(path))).ino))
        const first = await numbers()
        expect(new Set(first).size).toBe(paths.length)
        expect(await numbers()).toEqual(first)
      },
    },
    {
      name: 'statfs is honest: what is stored, nothing free',
      async run({ files, at }) {
        const { bsize, blocks, bfree, bavail, files: count, ffree } = await files.statfs(at('.'))
        const stored = Object.values(texts).reduce((sum, text) => sum + Buffer.byteLength(text), 300_000)
        expect(blocks * bsize).toBeGreaterThanOrEqual(stored)
        expect(blocks * bsize).toBeLessThan(stored + 100_000)
        expect(count).toBeGreaterThanOrEqual(10)
        expect([bfree, bavail, ffree]).toEqual([0, 0, 0])
      },
    },
    {
      name: 'reading is allowed, writing is not',
      async run({ files, at }) {
        await files.access(at('short.md'), constants.R_OK)
        await expect(files.access(at('short.md'), constants.W_OK)).rejects.toMatchObject({
          code: expect.stringMatching(/^(EROFS|EACCES|EPERM)$/),
        })
      },
    },
  ],
}
