import { expect } from 'vitest'
import type { ErrorKind } from '../../source/error.ts'
import { errnoNumber, errnoOfKind } from '../../vfs/errno.ts'
import type { Case, Subject } from '../case.ts'

/** The kinds of errors that trackers give; `cancelled` answers an interrupt and has a case of its own. */
const kinds = [
  'not-found',
  'denied',
  'rate-limited',
  'offline',
  'unsupported',
  'unexpected',
] as const satisfies ErrorKind[]

const junk = ['.DS_Store', '._plain.md', '.Trash-1000', 'desktop.ini', '.git', '.hidden', 'Thumbs.db']

/** A failure is an errno with its reason; never an empty folder or a made-up text. */
export const failures: Subject = {
  name: 'failures',
  plan: {
    deadline: 2000,
    nodes: {
      'plain.md': { text: 'plain\n' },
      ...Object.fromEntries(
        kinds.flatMap(kind => [
          [`${kind}/document.md`, { absent: true }],
          [`${kind}/folder`, { folder: 'absent' }],
          [`${kind}/attachment.bin`, { size: 1000 }],
        ]),
      ),
      'flaky/document.md': { absent: true },
    },
    answers: {
      ...Object.fromEntries(
        kinds.flatMap(kind =>
          ['document.md', 'folder', 'attachment.bin', 'unlisted.md'].map(name => [
            `${kind}/${name}`,
            { says: 'error', kind },
          ]),
        ),
      ),
      'flaky/document.md': { says: 'error', kind: 'offline' },
    },
  },
  cases: [
    ...kinds.map(
      (kind): Case => ({
        name: `${kind} is ${errnoOfKind[kind]} on stat, open, read and readdir`,
        async run({ files, at }) {
          const failing = { errno: -errnoNumber(errnoOfKind[kind]) }
          await expect(files.stat(at(`${kind}/document.md`))).rejects.toMatchObject(failing)
          await expect(files.readFile(at(`${kind}/document.md`))).rejects.toMatchObject(failing)
          await expect(files.stat(at(`${kind}/unlisted.md`))).rejects.toMatchObject(failing)
          await expect(files.readdir(at(`${kind}/folder`))).rejects.toMatchObject(failing)
          await expect(files.readFile(at(`${kind}/attachment.bin`))).rejects.toMatchObject(failing)
        },
      }),
    ),
    {
      name: 'a folder whose texts fail still lists its names',
      async run({ files, at }) {
        expect((await files.readdir(at('offline'))).sort()).toEqual(['attachment.bin', 'document.md', 'folder'])
      },
    },
    {
      name: 'a failure is over when the tracker answers again',
      async run({ files, at, steer }) {
        await expect(files.readFile(at('flaky/document.md'))).rejects.toMatchObject({ code: 'EHOSTUNREACH' })
        await steer({ do: 'answer', path: 'flaky/document.md', answer: { says: 'text', text: 'back\n' } })
        expect(await files.readFile(at('flaky/document.md'), 'utf8')).toBe('back\n')
      },
    },
    {
      name: 'a name that is nowhere is ENOENT',
      async run({ files, at }) {
        await expect(files.stat(at('none.md'))).rejects.toMatchObject({ code: 'ENOENT' })
        await expect(files.readFile(at('none/none.md'))).rejects.toMatchObject({ code: 'ENOENT' })
      },
    },
    {
      name: 'names that desktops seek everywhere are ENOENT, and nobody is asked',
      async run({ files, at, steer }) {
        for (const name of junk) await expect(files.stat(at(name))).rejects.toMatchObject({ code: 'ENOENT' })
        const asked = Object.keys(await steer({ do: 'count' }))
        expect(asked.filter(path => junk.includes(path))).toEqual([])
      },
    },
  ],
}
