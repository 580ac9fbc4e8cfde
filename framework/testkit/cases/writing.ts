import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import type { Subject } from '../case.ts'
import { runProgram } from '../program.ts'
import { expectSaved, expectText, savesOf, textOf, writablePlan } from './writing-plan.ts'

const names = [
  'write',
  'twice',
  'fsync',
  'append',
  'cut',
  'cut-path',
  'emptied',
  'cut-then-written',
  'shorter',
  'middle',
  'own',
  'readers',
  'writers',
  'stable',
  'times',
  'empty-first',
  'longer',
] as const

const pathOf = (name: (typeof names)[number]): string => `P/${name}.md`

/** What is written reaches the tracker when the file is closed or synced: whole, once, or with an error. */
export const writing: Subject = {
  name: 'writing',
  plan: writablePlan(names),
  cases: [
    {
      name: 'writing and closing saves once',
      async run(attached) {
        await attached.files.writeFile(attached.at(pathOf('write')), 'a new text\n')
        await expectSaved(attached, pathOf('write'), ['a new text\n'])
      },
    },
    {
      name: 'each closing that follows on writing is a save',
      async run(attached) {
        for (const text of ['one\n', 'the second one\n'])
          await attached.files.writeFile(attached.at(pathOf('twice')), text)
        await expectSaved(attached, pathOf('twice'), ['one\n', 'the second one\n'])
      },
    },
    {
      name: 'syncing, then closing saves once',
      async run(attached) {
        const file = await attached.files.open(attached.at(pathOf('fsync')), 'w')
        await file.write('synced\n')
        await file.sync()
        expect(await savesOf(attached, pathOf('fsync'))).toHaveLength(1)
        await file.sync()
        await file.close()
        await expectSaved(attached, pathOf('fsync'), ['synced\n'])
      },
    },
    {
      name: 'appending goes to the end',
      async run(attached) {
        await attached.files.appendFile(attached.at(pathOf('append')), 'more\n')
        await expectSaved(attached, pathOf('append'), [`${textOf('append')}more\n`])
      },
    },
    {
      name: 'emptying alone saves nothing, and the text is there again',
      async run(attached) {
        const { files, at } = attached
        // Where the backend knows who closes, it is refused: that is a case of its own.
        const leave = (file: { close(): Promise<void> }): Promise<void> => file.close().catch(() => {})
        await leave(await files.open(at(pathOf('cut')), 'w'))
        await expectText(attached, pathOf('cut'), textOf('cut'))
        const file = await files.open(at(pathOf('cut')), 'r+')
        await file.truncate(0)
        await file.sync()
        await leave(file)
        await expectText(attached, pathOf('cut'), textOf('cut'))
        await expectSaved(attached, pathOf('cut'), [])
      },
    },
    {
      name: 'emptying and closing is refused',
      async run({ files, at }) {
        const path = at(pathOf('emptied'))
        await expect((await files.open(path, 'w')).close()).rejects.toMatchObject({ code: 'EINVAL' })
        await expect(files.writeFile(path, '')).rejects.toMatchObject({ code: 'EINVAL' })
        const file = await files.open(path, 'r+')
        await file.truncate(0)
        await expect(file.close()).rejects.toMatchObject({ code: 'EINVAL' })
      },
    },
    {
      name: 'emptying and closing saves nothing; what is written right after it is the whole text',
      async run(attached) {
        const { files, at } = attached
        const cut = (path: string): Promise<void> => files.truncate(at(path), 0).catch(() => {})
        await cut(pathOf('cut-path'))
        await expectText(attached, pathOf('cut-path'), textOf('cut-path'))
        await cut(pathOf('cut-then-written'))
        await files.appendFile(at(pathOf('cut-then-written')), 'anew\n')
        await expectSaved(attached, pathOf('cut-then-written'), ['anew\n'])
        await expectSaved(attached, pathOf('cut-path'), [])
      },
    },
    {
      name: 'writing over the beginning and cutting the rest is one save',
      async run(attached) {
        const file = await attached.files.open(attached.at(pathOf('shorter')), 'r+')
        await file.write('short\n', 0)
        await file.truncate(6)
        await file.close()
        await expectSaved(attached, pathOf('shorter'), ['short\n'])
      },
    },
    {
      name: 'writing in the middle keeps the rest, and the writer reads what it wrote',
      async run(attached) {
        const file = await attached.files.open(attached.at(pathOf('middle')), 'r+')
        await file.write('FIRST', 0)
        const text = textOf('middle').replace('first', 'FIRST')
        const { bytesRead, buffer } = await file.read(Buffer.alloc(100), 0, 100, 0)
        expect(buffer.toString('utf8', 0, bytesRead)).toBe(text)
        await file.close()
        await expectSaved(attached, pathOf('middle'), [text])
      },
    },
    {
      name: 'a text of many pages arrives whole',
      async run(attached) {
        const text = Array.from({ length: 40_000 }, (_, line) => `line ${line} of a long text\n`).join('')
        await attached.files.writeFile(attached.at(pathOf('longer')), text)
        const [saved] = await savesOf(attached, pathOf('longer'))
        expect(saved?.text === text).toBe(true)
        expect((await attached.files.readFile(attached.at(pathOf('longer')), 'utf8')) === text).toBe(true)
      },
    },
    {
      name: 'a program sees what it has written before it is saved',
      async run(attached) {
        const { files, at } = attached
        const path = at(pathOf('own'))
        const file = await files.open(path, 'w')
        await file.write('the first half, ')
        expect(await files.readFile(path, 'utf8')).toBe('the first half, ')
        await file.write('and the second\n')
        expect((await files.stat(path)).size).toBe('the first half, and the second\n'.length)
        await expectSaved(attached, pathOf('own'), [])
        await file.close()
        await expectSaved(attached, pathOf('own'), ['the first half, and the second\n'])
      },
    },
    {
      name: 'others who read in the middle of a save commit nothing, and see no half of a text',
      needs: 'programs',
      async run(attached) {
        const path = attached.at(pathOf('readers'))
        const parts = ['the first half, ', 'and the second, which is longer than the text was\\n']
        const look = 'cat "$1"; grep -c text "$1"; stat -c %s "$1"'
        const script = `exec 3> "$1"; ${parts.map(part => `printf '${part}' >&3; ${look}`).join('; ')}`
        const before = textOf('readers')
        const seen = `${before}1\n${before.length}\n`
        expect((await runProgram('sh', ['-c', script, 'sh', path])).output).toBe(seen + seen)
        const whole = 'the first half, and the second, which is longer than the text was\n'
        await expectSaved(attached, pathOf('readers'), [whole])
        expect((await runProgram('cat', [path])).output).toBe(whole)
      },
    },
    {
      name: 'two writers at once give one save each, in the order of closing',
      async run(attached) {
        const { files, at } = attached
        const [one, two] = [await files.open(at(pathOf('writers')), 'w'), await files.open(at(pathOf('writers')), 'w')]
        await one.write('one ')
        await two.write('two, all of it\n')
        await one.write('whole\n')
        await two.close()
        await one.close()
        await expectSaved(attached, pathOf('writers'), ['two, all of it\n', 'one whole\n'])
      },
    },
    {
      name: 'the inode number and the mode stay',
      async run({ files, at }) {
        const before = await files.stat(at(pathOf('stable')))
        expect(before.mode & 0o7777).toBe(0o644)
        await files.writeFile(at(pathOf('stable')), 'changed\n')
        const after = await files.stat(at(pathOf('stable')))
        expect([after.ino, after.mode]).toEqual([before.ino, before.mode])
        expect((await files.stat(at('P'))).mode & 0o7777).toBe(0o755)
      },
    },
    {
      name: 'modes and times may be set, and save nothing',
      async run(attached) {
        const { files, at } = attached
        await files.chmod(at(pathOf('times')), 0o600)
        await files.utimes(at(pathOf('times')), 1, 1)
        await expectSaved(attached, pathOf('times'), [])
        await expectText(attached, pathOf('times'), textOf('times'))
      },
    },
    {
      name: 'a save that takes its time makes nobody else wait',
      async run(attached) {
        const { files, at, steer } = attached
        await steer({ do: 'refuse', path: pathOf('empty-first'), after: 2000 })
        const saving = files.writeFile(at(pathOf('empty-first')), 'slow\n')
        await sleep(100)
        let isSaved = false
        void saving.then(() => (isSaved = true))
        expect(await files.readFile(at('P/locked.md'), 'utf8')).toBe('locked\n')
        expect(isSaved).toBe(false)
        await saving
        await expectSaved(attached, pathOf('empty-first'), ['slow\n'])
      },
    },
    {
      name: 'what can only be read is refused at once',
      async run({ files, at, saves }) {
        const refusal = { code: expect.stringMatching(/^(EROFS|EACCES|EPERM)$/) }
        expect((await files.stat(at('P/locked.md'))).mode & 0o7777).toBe(0o444)
        await expect(files.writeFile(at('P/locked.md'), 'mine\n')).rejects.toMatchObject(refusal)
        await expect(files.truncate(at('P/locked.md'), 0)).rejects.toMatchObject(refusal)
        await expect(files.unlink(at('P/locked.md'))).rejects.toMatchObject(refusal)
        await expect(files.writeFile(at('P/1/attachments/there.bin'), 'mine')).rejects.toMatchObject(refusal)
        await expect(files.writeFile(at('mine.md'), 'mine')).rejects.toMatchObject(refusal)
        expect(await files.readFile(at('P/locked.md'), 'utf8')).toBe('locked\n')
        expect((await saves()).filter(({ path }) => path === 'P/locked.md')).toEqual([])
      },
    },
    {
      name: 'there is room for what is written',
      async run({ files, at }) {
        const { bfree, bavail, ffree } = await files.statfs(at('.'))
        for (const left of [bfree, bavail, ffree]) expect(left).toBeGreaterThan(0)
      },
    },
  ],
}
