import { expect } from 'vitest'
import type { Subject } from '../case.ts'

const longest = `${'n'.repeat(252)}.md`
const names = [
  'plain.md',
  'two words.md',
  ' leading and trailing .md',
  'Grüße, 世界 🙂.md',
  'what%3Fnow%2F.md',
  "it's.md",
]

/** Folders show exactly what is in them. */
export const listing: Subject = {
  name: 'listing',
  plan: {
    deadline: 3000,
    nodes: {
      'root.md': { text: 'root\n' },
      ...Object.fromEntries([...names, longest].map(name => [`names/${name}`, { text: `${name}\n` }])),
      'names/hidden.md': { text: 'hidden\n', hidden: true },
      'names/companion': { folder: 'ready', hidden: true },
      'names/companion/inside.md': { text: 'inside\n' },
      empty: { folder: 'ready' },
      mixed: { folder: 'ready' },
      'mixed/folder': { folder: 'ready' },
      'mixed/file.md': { text: 'file\n' },
      'mixed/link': { link: 'file.md' },
      later: { folder: 'absent' },
      'later/one.md': { text: 'one\n' },
    },
    answers: { later: { says: 'complete', after: 100 }, 'names/on-demand.md': { says: 'text', text: 'on demand\n' } },
  },
  cases: [
    {
      name: 'the root lists its names',
      async run({ files, at }) {
        expect((await files.readdir(at('.'))).sort()).toEqual(['empty', 'later', 'mixed', 'names', 'root.md'])
      },
    },
    {
      name: 'a folder lists exactly its names, hidden ones left out',
      async run({ files, at }) {
        expect((await files.readdir(at('names'))).sort()).toEqual([...names, longest].sort())
      },
    },
    {
      name: 'every listed name opens, with spaces, other scripts, percent escapes and 255 bytes',
      async run({ files, at }) {
        for (const name of [...names, longest])
          expect(await files.readFile(at(`names/${name}`), 'utf8')).toBe(`${name}\n`)
      },
    },
    {
      name: 'hidden names resolve',
      async run({ files, at }) {
        expect(await files.readFile(at('names/hidden.md'), 'utf8')).toBe('hidden\n')
        expect(await files.readdir(at('names/companion'))).toEqual(['inside.md'])
        expect(await files.readFile(at('names/companion/inside.md'), 'utf8')).toBe('inside\n')
      },
    },
    {
      name: 'a name that no listing has is asked for and then there',
      async run({ files, at, steer }) {
        expect(await files.readFile(at('names/on-demand.md'), 'utf8')).toBe('on demand\n')
        expect((await files.stat(at('names/on-demand.md'))).size).toBe(10)
        expect((await steer({ do: 'count' }))['names/on-demand.md']).toBe(1)
      },
    },
    {
      name: 'an empty folder is empty',
      async run({ files, at }) {
        expect(await files.readdir(at('empty'))).toEqual([])
      },
    },
    {
      name: 'entries say what they are',
      async run({ files, at }) {
        const entries = await files.readdir(at('mixed'), { withFileTypes: true })
        const kind = (name: string) => {
          const entry = entries.find(entry => entry.name === name)
          return entry?.isDirectory() ? 'folder' : entry?.isSymbolicLink() ? 'link' : entry?.isFile() ? 'file' : 'other'
        }
        expect(['folder', 'file.md', 'link'].map(kind)).toEqual(['folder', 'file', 'link'])
      },
    },
    {
      name: 'a listing that is not there yet is waited for',
      async run({ files, at }) {
        expect(await files.readdir(at('later'))).toEqual(['one.md'])
      },
    },
    {
      name: 'a file is not a folder, nor the other way round',
      async run({ files, at }) {
        await expect(files.readdir(at('root.md'))).rejects.toMatchObject({ code: 'ENOTDIR' })
        await expect(files.stat(at('root.md/below'))).rejects.toMatchObject({ code: 'ENOTDIR' })
        await expect(files.readFile(at('names'))).rejects.toMatchObject({ code: 'EISDIR' })
      },
    },
  ],
}
