import { expect } from 'vitest'
import type { Subject } from '../case.ts'

/** Symbolic links say and lead where they point. */
export const links: Subject = {
  name: 'links',
  plan: {
    deadline: 3000,
    nodes: {
      'projects/A/1.md': { text: 'one\n' },
      'projects/B/7.md': { link: '../A/1.md' },
      'projects/C': { link: 'A' },
      nowhere: { link: 'projects/none.md' },
      circle: { link: 'circle' },
    },
  },
  cases: [
    {
      name: 'readlink gives the target',
      async run({ files, at }) {
        expect(await files.readlink(at('projects/B/7.md'))).toBe('../A/1.md')
      },
    },
    {
      name: 'the size of a link is that of its target',
      async run({ files, at }) {
        expect((await files.lstat(at('projects/B/7.md'))).size).toBe('../A/1.md'.length)
      },
    },
    {
      name: 'a link is followed, at the end of a path and in its middle',
      async run({ files, at }) {
        expect(await files.readFile(at('projects/B/7.md'), 'utf8')).toBe('one\n')
        expect(await files.readFile(at('projects/C/1.md'), 'utf8')).toBe('one\n')
        expect(await files.readdir(at('projects/C'))).toEqual(['1.md'])
      },
    },
    {
      name: 'a link to nothing is ENOENT, a circle ELOOP',
      async run({ files, at }) {
        await expect(files.readFile(at('nowhere'))).rejects.toMatchObject({ code: 'ENOENT' })
        await expect(files.stat(at('circle'))).rejects.toMatchObject({ code: 'ELOOP' })
      },
    },
    {
      name: 'what is no link has no target',
      async run({ files, at }) {
        await expect(files.readlink(at('projects/A/1.md'))).rejects.toMatchObject({ code: 'EINVAL' })
      },
    },
  ],
}
