import { expect, vi } from 'vitest'
import type { Subject } from '../case.ts'
import { plannedTime } from '../tree-plan.ts'
import { soon } from './soon.ts'

/** What a backend or the system keeps of the tree is never older than what was told last. */
export const caching: Subject = {
  name: 'caching',
  plan: {
    deadline: 2000,
    nodes: {
      'twice.md': { text: 'same length 1\n' },
      'open.md': { text: `${'first '.repeat(3000)}\n` },
      'gone/1.md': { text: 'gone\n' },
      'back.md': { text: 'first life\n' },
      'walk/1.md': { text: 'one\n' },
      'walk/2.md': { text: 'two\n' },
      'walk/slow.md': { absent: true },
    },
    answers: { 'walk/slow.md': { says: 'text', text: 'slow\n', after: 1500 } },
  },
  cases: [
    {
      name: 'a change that leaves size and time as they were is seen',
      async run({ files, at, steer }) {
        expect(await files.readFile(at('twice.md'), 'utf8')).toBe('same length 1\n')
        await steer({ do: 'write', path: 'twice.md', text: 'same length 2\n', mtime: plannedTime })
        await vi.waitFor(async () => expect(await files.readFile(at('twice.md'), 'utf8')).toBe('same length 2\n'), soon)
      },
    },
    {
      name: 'many changes in a row end with the last one',
      async run({ files, at, steer }) {
        for (let version = 0; version < 20; version++) {
          await steer({ do: 'write', path: 'twice.md', text: `version ${version}\n` })
          await files.readFile(at('twice.md'))
        }
        await vi.waitFor(async () => expect(await files.readFile(at('twice.md'), 'utf8')).toBe('version 19\n'), soon)
      },
    },
    {
      name: 'the inode number stays when the text changes',
      async run({ files, at, steer }) {
        const { ino } = await files.stat(at('open.md'))
        await steer({ do: 'write', path: 'open.md', text: 'other\n' })
        await vi.waitFor(async () => expect((await files.stat(at('open.md'))).size).toBe(6), soon)
        expect((await files.stat(at('open.md'))).ino).toBe(ino)
      },
    },
    {
      name: 'what is listed again is what is there',
      async run({ files, at, steer }) {
        expect(await files.readdir(at('gone'))).toEqual(['1.md'])
        expect(await files.readdir(at('gone'))).toEqual(['1.md'])
        await steer({ do: 'write', path: 'gone/2.md', text: 'new\n' })
        await steer({ do: 'remove', path: 'gone/1.md' })
        await vi.waitFor(async () => expect(await files.readdir(at('gone'))).toEqual(['2.md']), soon)
      },
    },
    {
      name: 'a name that comes back is another file',
      async run({ files, at, steer }) {
        expect(await files.readFile(at('back.md'), 'utf8')).toBe('first life\n')
        await steer({ do: 'remove', path: 'back.md' })
        await vi.waitFor(() => expect(files.stat(at('back.md'))).rejects.toMatchObject({ code: 'ENOENT' }), soon)
        await steer({ do: 'write', path: 'back.md', text: 'second life\n' })
        await vi.waitFor(async () => expect(await files.readFile(at('back.md'), 'utf8')).toBe('second life\n'), soon)
      },
    },
    {
      name: 'a change is seen while somebody waits in the same folder',
      async run({ files, at, steer }) {
        await files.readFile(at('walk/1.md'))
        const slow = files.readFile(at('walk/slow.md'), 'utf8')
        await new Promise(resolve => setTimeout(resolve, 100))
        await steer({ do: 'write', path: 'walk/1.md', text: 'changed\n' })
        await vi.waitFor(async () => expect(await files.readFile(at('walk/1.md'), 'utf8')).toBe('changed\n'), soon)
        expect(await files.readFile(at('walk/2.md'), 'utf8')).toBe('two\n')
        expect(await slow).toBe('slow\n')
      },
    },
  ],
}
