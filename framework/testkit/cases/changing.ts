import { expect, vi } from 'vitest'
import type { Subject } from '../case.ts'
import { soon } from './soon.ts'

/** What the tracker changes is seen soon. */
export const changing: Subject = {
  name: 'changing',
  plan: {
    deadline: 2000,
    nodes: {
      'changed.md': { text: 'first\n' },
      'grown.md': { text: 'short\n' },
      'leaving.md': { text: 'leaving\n' },
      'moved.md': { text: 'moved\n' },
      'elsewhere/1.md': { text: 'elsewhere\n' },
    },
  },
  cases: [
    {
      name: 'a changed document reads anew at the next open',
      async run({ files, at, steer }) {
        expect(await files.readFile(at('changed.md'), 'utf8')).toBe('first\n')
        await steer({ do: 'write', path: 'changed.md', text: 'again\n' })
        await vi.waitFor(async () => expect(await files.readFile(at('changed.md'), 'utf8')).toBe('again\n'), soon)
      },
    },
    {
      name: 'a document that grows or shrinks is never read by half',
      async run({ files, at, steer }) {
        const texts = ['short\n', `${'longer '.repeat(2000)}\n`, '']
        for (const text of texts.slice(1)) {
          await files.stat(at('grown.md'))
          await steer({ do: 'write', path: 'grown.md', text })
          expect(texts).toContain(await files.readFile(at('grown.md'), 'utf8'))
          await vi.waitFor(async () => expect(await files.readFile(at('grown.md'), 'utf8')).toBe(text), soon)
        }
      },
    },
    {
      name: 'size and time follow',
      async run({ files, at, steer }) {
        const mtime = Date.UTC(2026, 5, 7, 8, 9, 10, 11)
        await steer({ do: 'write', path: 'changed.md', text: 'another length\n', mtime })
        await vi.waitFor(async () => {
          const stat = await files.stat(at('changed.md'))
          expect(stat.size).toBe(15)
          expect(Math.round(stat.mtimeMs)).toBe(mtime)
        }, soon)
      },
    },
    {
      name: 'a deleted document disappears',
      async run({ files, at, steer }) {
        await files.stat(at('leaving.md'))
        await steer({ do: 'remove', path: 'leaving.md' })
        await vi.waitFor(async () => {
          await expect(files.stat(at('leaving.md'))).rejects.toMatchObject({ code: 'ENOENT' })
          expect(await files.readdir(at('.'))).not.toContain('leaving.md')
        }, soon)
      },
    },
    {
      name: 'a new document appears, also where its name was sought in vain',
      async run({ files, at, steer }) {
        await expect(files.stat(at('new.md'))).rejects.toMatchObject({ code: 'ENOENT' })
        await steer({ do: 'write', path: 'new.md', text: 'new\n' })
        await vi.waitFor(async () => {
          expect(await files.readFile(at('new.md'), 'utf8')).toBe('new\n')
          expect(await files.readdir(at('.'))).toContain('new.md')
        }, soon)
      },
    },
    {
      name: 'a moved document becomes a link to its new place',
      async run({ files, at, steer }) {
        const { ino } = await files.stat(at('moved.md'))
        await steer({ do: 'link', path: 'moved.md', target: 'elsewhere/1.md' })
        await vi.waitFor(async () => {
          const link = await files.lstat(at('moved.md'))
          expect(link.isSymbolicLink()).toBe(true)
          expect(link.ino).toBe(ino)
          expect(await files.readFile(at('moved.md'), 'utf8')).toBe('elsewhere\n')
        }, soon)
      },
    },
  ],
}
