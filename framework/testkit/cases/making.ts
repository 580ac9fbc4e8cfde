import { expect } from 'vitest'
import type { Subject } from '../case.ts'
import { expectNone, expectText, savesOf, writablePlan } from './writing-plan.ts'

/** New files: issues, attachments, and what stays here. */
export const making: Subject = {
  name: 'making',
  plan: writablePlan([]),
  cases: [
    {
      name: 'a new file in a folder of issues is a new issue, and its name leads there',
      async run(attached) {
        const { files, at } = attached
        await files.writeFile(at('P/a new bug.md'), '# A new bug\n')
        const made = { what: 'create', path: 'P/a new bug.md', text: '# A new bug\n' }
        expect(await savesOf(attached, made.path)).toEqual([made])
        await expectText(attached, made.path, made.text)
        expect((await files.lstat(at(made.path))).isSymbolicLink()).toBe(true)
        const real = await files.readlink(at(made.path))
        expect(await files.readdir(at('P'))).toContain(real)
        await files.appendFile(at(made.path), 'more\n')
        expect((await savesOf(attached, `P/${real}`)).map(({ text }) => text)).toEqual(['# A new bug\nmore\n'])
      },
    },
    {
      name: 'a sync is enough, and what is written after it is an edit of the new issue',
      async run(attached) {
        const file = await attached.files.open(attached.at('P/synced.md'), 'w')
        await file.write('first\n')
        await file.sync()
        await file.write('second\n')
        await file.close()
        expect((await savesOf(attached, 'P/synced.md')).map(({ text }) => text)).toEqual(['first\n'])
        await expectText(attached, 'P/synced.md', 'first\nsecond\n')
      },
    },
    {
      name: 'one that is renamed to such a name is a new issue as well',
      async run(attached) {
        const { files, at } = attached
        await files.writeFile(at('P/draft.tmp'), 'drafted\n')
        await files.rename(at('P/draft.tmp'), at('P/drafted.md'))
        expect(await savesOf(attached, 'P/drafted.md')).toHaveLength(1)
        await expectText(attached, 'P/drafted.md', 'drafted\n')
        await expectNone(attached, 'P/draft.tmp')
      },
    },
    {
      name: 'an empty one makes nothing',
      async run(attached) {
        await attached.files.writeFile(attached.at('P/empty.md'), '')
        expect(await savesOf(attached, 'P/empty.md')).toEqual([])
        await attached.files.unlink(attached.at('P/empty.md'))
        await expectNone(attached, 'P/empty.md')
      },
    },
    {
      name: 'one that is refused stays with its text, and may be saved again',
      async run(attached) {
        const { files, at, steer } = attached
        await steer({ do: 'refuse', path: 'P/refused.md', kind: 'invalid' })
        await expect(files.writeFile(at('P/refused.md'), 'wrong\n')).rejects.toMatchObject({ code: 'EINVAL' })
        await expectText(attached, 'P/refused.md', 'wrong\n')
        await steer({ do: 'refuse', path: 'P/refused.md' })
        await files.writeFile(at('P/refused.md'), 'right\n')
        await expectText(attached, 'P/refused.md', 'right\n')
        expect((await files.lstat(at('P/refused.md'))).isSymbolicLink()).toBe(true)
      },
    },
    {
      name: 'a new file among attachments is attached',
      async run(attached) {
        const { files, at } = attached
        await files.writeFile(at('P/1/attachments/log.txt'), 'a log\n')
        const attachedFile = { what: 'attach', path: 'P/1/attachments/log.txt', text: 'a log\n' }
        expect(await savesOf(attached, attachedFile.path)).toEqual([attachedFile])
        expect(await files.readdir(at('P/1/attachments'))).toContain('log.txt')
        expect((await files.stat(at(attachedFile.path))).size).toBe(6)
      },
    },
    {
      name: 'an attachment that is refused is not there',
      async run(attached) {
        const { files, at, steer } = attached
        const path = 'P/1/attachments/large.bin'
        await steer({ do: 'refuse', path, kind: 'invalid' })
        await expect(files.writeFile(at(path), 'too large')).rejects.toMatchObject({ code: 'EINVAL' })
        await expectNone(attached, path)
      },
    },
    {
      name: 'editors keep their own files here: never sent, in no listing, there until they are removed',
      async run(attached) {
        const { files, at } = attached
        for (const name of ['.1.md.swp', '4913', '1.md~', '#1.md#', 'sedQwErTy', '.goutputstream-AB12CD', '1.md.bak']) {
          await files.writeFile(at(`P/${name}`), name, { flag: 'wx' })
          await expect(files.open(at(`P/${name}`), 'wx')).rejects.toMatchObject({ code: 'EEXIST' })
          await files.chmod(at(`P/${name}`), 0o600)
          await expectText(attached, `P/${name}`, name)
          expect(await files.readdir(at('P'))).not.toContain(name)
          await files.appendFile(at(`P/${name}`), ' and more')
          await expectText(attached, `P/${name}`, `${name} and more`)
          expect(await savesOf(attached, `P/${name}`)).toEqual([])
          await files.unlink(at(`P/${name}`))
          await expectNone(attached, `P/${name}`)
        }
      },
    },
    {
      name: "a file of one's own that is removed while it is open can be read and written to the end",
      async run({ files, at }) {
        const file = await files.open(at('P/.own.swp'), 'w')
        await file.close()
        const again = await files.open(at('P/.own.swp'), 'r+')
        await again.write('first ', 0)
        await files.unlink(at('P/.own.swp'))
        await again.write('second', 6)
        const { bytesRead, buffer } = await again.read(Buffer.alloc(100), 0, 100, 0)
        expect(buffer.toString('utf8', 0, bytesRead)).toBe('first second')
        await again.close()
      },
    },
    {
      name: "folders of one's own can be made, filled, moved and removed",
      async run(attached) {
        const { files, at } = attached
        await files.mkdir(at('P/mine'))
        await files.writeFile(at('P/mine/notes.md'), 'notes\n')
        expect(await files.readdir(at('P/mine'))).toEqual(['notes.md'])
        await expect(files.rmdir(at('P/mine'))).rejects.toMatchObject({ code: 'ENOTEMPTY' })
        await files.rename(at('P/mine'), at('P/yours'))
        await expectText(attached, 'P/yours/notes.md', 'notes\n')
        await files.rename(at('P/yours/notes.md'), at('P/yours/other.md'))
        await files.unlink(at('P/yours/other.md'))
        await files.rmdir(at('P/yours'))
        await expectNone(attached, 'P/yours')
        expect((await attached.saves()).filter(({ path }) => /mine|yours/.test(path))).toEqual([])
      },
    },
  ],
}
