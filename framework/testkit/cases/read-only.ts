import { expect } from 'vitest'
import type { AttachedFixture } from '../backend-fixture.ts'
import type { Case, Subject } from '../case.ts'

type Attempt = (attached: AttachedFixture) => Promise<unknown>

const attempts: Readonly<Record<string, Attempt>> = {
  'overwriting a file': ({ files, at }) => files.writeFile(at('folder/file.md'), 'mine\n'),
  'appending to a file': ({ files, at }) => files.appendFile(at('folder/file.md'), 'more\n'),
  'opening for reading and writing': ({ files, at }) => files.open(at('folder/file.md'), 'r+'),
  'truncating a file': ({ files, at }) => files.truncate(at('folder/file.md'), 0),
  'making a file': ({ files, at }) => files.writeFile(at('folder/mine.md'), 'mine\n'),
  'making a folder': ({ files, at }) => files.mkdir(at('folder/mine')),
  'making a link': ({ files, at }) => files.symlink('file.md', at('folder/mine')),
  'removing a file': ({ files, at }) => files.unlink(at('folder/file.md')),
  'removing a folder': ({ files, at }) => files.rmdir(at('empty')),
  'renaming a file': ({ files, at }) => files.rename(at('folder/file.md'), at('folder/other.md')),
  'changing mode bits': ({ files, at }) => files.chmod(at('folder/file.md'), 0o644),
  'changing times': ({ files, at }) => files.utimes(at('folder/file.md'), 1, 1),
}

/** A mount that may not be written says so at once, and nothing is changed. */
export const readOnly: Subject = {
  name: 'read-only',
  plan: { deadline: 2000, nodes: { 'folder/file.md': { text: 'theirs\n' }, empty: { folder: 'ready' } } },
  cases: [
    ...Object.entries(attempts).map(
      ([name, attempt]): Case => ({
        name: `${name} is refused`,
        async run(attached) {
          const refusal = { code: expect.stringMatching(/^(EROFS|EACCES|EPERM)$/) }
          await expect(attempt(attached)).rejects.toMatchObject(refusal)
        },
      }),
    ),
    {
      name: 'afterwards everything is as it was',
      async run({ files, at }) {
        expect(await files.readdir(at('folder'))).toEqual(['file.md'])
        expect(await files.readFile(at('folder/file.md'), 'utf8')).toBe('theirs\n')
        expect(await files.readdir(at('empty'))).toEqual([])
      },
    },
  ],
}
