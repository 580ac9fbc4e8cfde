import { expect, vi } from 'vitest'
import type { Subject } from '../case.ts'
import { soon } from './soon.ts'
import { expectNone, expectSaved, expectText, savesOf, textOf, writablePlan } from './writing-plan.ts'

const names = ['sed', 'refused', 'backup', 'copy', 'two', 'moved', 'unlinked', 'open'] as const

const pathOf = (name: (typeof names)[number]): string => `P/${name}.md`

/** Editors save by making a new file and giving it the old one's name. */
export const replacing: Subject = {
  name: 'replacing',
  plan: writablePlan(names),
  cases: [
    {
      name: 'a new file that is renamed over an issue is a save of it, and its inode number stays',
      async run(attached) {
        const { files, at } = attached
        const { ino, mode } = await files.stat(at(pathOf('sed')))
        await files.writeFile(at('P/sedAbC123'), 'by sed\n')
        await files.rename(at('P/sedAbC123'), at(pathOf('sed')))
        const after = await files.stat(at(pathOf('sed')))
        expect([after.ino, after.mode, after.size]).toEqual([ino, mode, 7])
        await expectSaved(attached, pathOf('sed'), ['by sed\n'])
        await expectNone(attached, 'P/sedAbC123')
        expect((await attached.saves()).map(({ path }) => path)).not.toContain('P/sedAbC123')
      },
    },
    {
      name: 'when that save is refused both are as they were',
      async run(attached) {
        const { files, at, steer } = attached
        await steer({ do: 'refuse', path: pathOf('refused'), kind: 'conflict' })
        await files.writeFile(at('P/refused.md.tmp'), 'rejected\n')
        const rename = files.rename(at('P/refused.md.tmp'), at(pathOf('refused')))
        await expect(rename).rejects.toMatchObject({ code: 'EBUSY' })
        await expectText(attached, pathOf('refused'), textOf('refused'))
        await expectText(attached, 'P/refused.md.tmp', 'rejected\n')
        await files.unlink(at('P/refused.md.tmp'))
      },
    },
    {
      name: 'an issue that is renamed to its backup and made anew is a save (vim, backupcopy=no)',
      async run(attached) {
        const { files, at } = attached
        const { ino } = await files.stat(at(pathOf('backup')))
        await files.rename(at(pathOf('backup')), at('P/backup.md~'))
        await expectNone(attached, pathOf('backup'))
        expect(await files.readdir(at('P'))).not.toContain('backup.md')
        await expectText(attached, 'P/backup.md~', textOf('backup'))
        const file = await files.open(at(pathOf('backup')), 'w')
        await file.write('by vim\n')
        await file.sync()
        await file.close()
        await files.unlink(at('P/backup.md~'))
        await expectSaved(attached, pathOf('backup'), ['by vim\n'])
        expect((await files.stat(at(pathOf('backup')))).ino).toBe(ino)
        await expectNone(attached, 'P/backup.md~')
      },
    },
    {
      name: 'a backup that is a copy stays here (vim, backupcopy=yes)',
      async run(attached) {
        const { files, at } = attached
        await files.writeFile(at('P/copy.md~'), await files.readFile(at(pathOf('copy'))), { flag: 'wx' })
        const file = await files.open(at(pathOf('copy')), 'w')
        await file.write('by vim, in place\n')
        await file.sync()
        await file.close()
        await files.unlink(at('P/copy.md~'))
        await expectSaved(attached, pathOf('copy'), ['by vim, in place\n'])
        expect((await attached.saves()).map(({ path }) => path)).not.toContain('P/copy.md~')
      },
    },
    {
      name: 'a backup that is renamed back is the issue again',
      async run(attached) {
        const { files, at } = attached
        await files.rename(at(pathOf('two')), at('P/two.md~'))
        await files.rename(at('P/two.md~'), at(pathOf('two')))
        await expectText(attached, pathOf('two'), textOf('two'))
        await expectNone(attached, 'P/two.md~')
      },
    },
    {
      name: 'an issue keeps its name and its place',
      async run(attached) {
        const { files, at } = attached
        const refusal = { code: 'EPERM' }
        await expect(files.rename(at(pathOf('moved')), at('P/other.md'))).rejects.toMatchObject(refusal)
        await expect(files.rename(at(pathOf('moved')), at(pathOf('two')))).rejects.toMatchObject(refusal)
        await expect(files.rename(at('P/1'), at('P/2'))).rejects.toMatchObject(refusal)
        await expect(files.rmdir(at('P/1'))).rejects.toMatchObject(refusal)
        await expect(files.unlink(at(pathOf('unlinked')))).rejects.toMatchObject(refusal)
        await expectText(attached, pathOf('moved'), textOf('moved'))
        await expectText(attached, pathOf('unlinked'), textOf('unlinked'))
      },
    },
    {
      name: 'a new file that is still open may be renamed over an issue',
      async run(attached) {
        const { files, at } = attached
        const file = await files.open(at('P/open.md.tmp'), 'w')
        await file.write('still open\n')
        await files.rename(at('P/open.md.tmp'), at(pathOf('open')))
        await file.close()
        await expectSaved(attached, pathOf('open'), ['still open\n'])
      },
    },
  ],
}

/** What may be deleted is deleted, unless it is made anew at once. */
export const deleting: Subject = {
  name: 'deleting',
  plan: writablePlan(['deleted', 'replaced'], true),
  cases: [
    {
      name: 'a removed issue is deleted after a while',
      async run(attached) {
        await attached.files.unlink(attached.at('P/deleted.md'))
        await expectNone(attached, 'P/deleted.md')
        const deleted = { what: 'remove', path: 'P/deleted.md', text: '' }
        await vi.waitFor(async () => expect(await savesOf(attached, 'P/deleted.md')).toEqual([deleted]), soon)
        await expectNone(attached, 'P/deleted.md')
      },
    },
    {
      name: 'one that is made anew under the same name was edited',
      async run(attached) {
        const { files, at } = attached
        const { ino } = await files.stat(at('P/replaced.md'))
        await files.unlink(at('P/replaced.md'))
        await files.writeFile(at('P/replaced.md'), 'anew\n', { flag: 'wx' })
        await expectSaved(attached, 'P/replaced.md', ['anew\n'])
        expect((await files.stat(at('P/replaced.md'))).ino).toBe(ino)
      },
    },
  ],
}
