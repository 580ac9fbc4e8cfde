import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createUser, notesPlugin } from './fixtures/command-line.ts'
import { type NotesServer, serveNotes } from './fixtures/notes-server.ts'

const user = createUser()
let server: NotesServer
let notes: string[]
beforeAll(async () => {
  server = await serveNotes()
  notes = ['--plugin', notesPlugin, '--url', server.url]
})
afterAll(async () => {
  user.remove()
  await server.close()
})

describe('without a mount', () => {
  it('ls lists, in the order of the numbers', async () => {
    const { code, out } = await user.run(['ls', 'home', ...notes])
    expect(out.split('\n').slice(0, 3)).toEqual(['1.md', '2.md', '3.md'])
    expect(out.split('\n')).toContain('12.md')
    expect(code).toBe(0)
  })

  it('ls -l shows titles, control characters made visible', async () => {
    const { out } = await user.run(['ls', '-l', 'home', ...notes])
    expect(out).toMatch(/2026-01-02 03:04 {2}1\.md +\[open\] {2}Note 1\n/)
    expect(out).not.toContain('\u001b')
  })

  it('ls --json is for programs', async () => {
    const { out } = await user.run(['ls', '--json', 'team', ...notes])
    expect(JSON.parse(out)[0]).toMatchObject({ name: '13.md', kind: 'file', status: 'open', title: 'Note 13' })
  })

  it('cat prints the bytes', async () => {
    const { code, out } = await user.run(['cat', 'home/1.md', './team/13.md', ...notes])
    expect(out).toMatch(/# Note 1\n\nThe text of note 1\.\n[\s\S]*# Note 13\n/)
    expect(code).toBe(0)
  })

  it('grep finds, and says by its code whether', async () => {
    const found = await user.run(['grep', '-n', 'text of note 1[45]', ...notes])
    expect(found.out).toMatch(/^team\/14\.md:\d+:The text of note 14\.\nteam\/15\.md:\d+:/)
    expect(found.code).toBe(0)
    const listed = await user.run(['grep', '-liF', 'TEXT OF NOTE 1.', ...notes])
    expect(listed.out).toBe('home/1.md\n')
    expect((await user.run(['grep', 'nowhere at all', ...notes])).code).toBe(1)
  })

  it('a path that is in no mount says so, where no tracker is named either', async () => {
    const { code, error } = await user.run(['refresh', 'jira/PROJ/PROJ-1.md'])
    expect(error).toContain('"jira/PROJ/PROJ-1.md" is in no running mount')
    expect(code).toBe(2)
  })

  it('status shows what the cache holds, and a file of it', async () => {
    const { out } = await user.run(['status', '--json', ...notes])
    expect(JSON.parse(out)[0].status.mounts[0]).toMatchObject({ source: 'notes', issues: { known: 15 } })
    const file = await user.run(['status', 'home/1.md', ...notes])
    expect(file.out).toMatch(/home\/1\.md: file, fresh\n {2}as of 20/)
    const gone = await user.run(['status', 'home/99.md', ...notes])
    expect(gone.out).toMatch(/ENOENT: /)
    expect(gone.code).toBe(1)
  })

  it('what is not there is one sentence, and 1', async () => {
    const { code, error } = await user.run(['cat', 'home/nothing', ...notes])
    expect(error).toBe('There is no "nothing" here.\n')
    expect(code).toBe(1)
  })

  it('export writes, then only what is new, and leaves what is not its own', async () => {
    const out = join(user.home, 'out')
    expect((await user.run(['export', 'out', ...notes])).error).toMatch(/^\d+ files written, 0 unchanged, 0 deleted/)
    expect(readFileSync(join(out, 'home/1.md'), 'utf8')).toContain('# Note 1')
    expect(statSync(join(out, 'home/1.md')).mtime.toISOString()).toBe('2026-01-02T03:04:05.000Z')
    expect((await user.run(['export', 'out', ...notes])).error).toMatch(/^0 files written/)
    writeFileSync(join(out, 'home/mine.txt'), 'mine')
    writeFileSync(join(out, 'home/2.md'), 'changed here')
    const third = await user.run(['export', 'out', ...notes])
    expect(third.error).toMatch(/home\/2\.md" is not what issuefs wrote/)
    expect(third.code).toBe(1)
    expect(readFileSync(join(out, 'home/2.md'), 'utf8')).toBe('changed here')
    expect(existsSync(join(out, 'home/mine.txt'))).toBe(true)
  })

  it('several mounts of a configuration are folders', async () => {
    const path = join(user.home, '.issuefsrc.yaml')
    const mount = `{ plugin: ${notesPlugin}, url: "${server.url}" }`
    writeFileSync(path, `mounts:\n  one: ${mount}\n  two: ${mount}\n`, { mode: 0o600 })
    try {
      expect((await user.run(['ls'])).out).toBe('one/\ntwo/\n')
      expect((await user.run(['cat', 'two/team/15.md'])).out).toContain('# Note 15')
      expect((await user.run(['ls', '--plugin', 'one'])).out).toContain('home/\n')
    } finally {
      writeFileSync(path, '')
    }
  })

  it('grep and sync name a tracker that refuses us, and go on with the others; no half of a copy is exported', async () => {
    const refusing = await serveNotes({ token: 'right' })
    const path = join(user.home, 'refused.yaml')
    const mount = (url: string) => `{ plugin: ${notesPlugin}, url: "${url}" }`
    writeFileSync(path, `mounts:\n  bad: ${mount(refusing.url)}\n  good: ${mount(server.url)}\n`)
    try {
      const { code, out, error } = await user.run(['grep', '-l', 'text of note 1[45]', '--config', path])
      expect(out).toBe('good/team/14.md\ngood/team/15.md\n')
      expect(error).toMatch(/^bad: GET .* answered 401.*\n$/)
      expect(code).toBe(1)
      const status = await user.run(['status', 'bad', '--config', path])
      expect(status.out).toMatch(/^bad: folder, (denied|stale)\n[\s\S]* {2}E[A-Z]+: /)
      expect(status.code).toBe(1)
      const synced = await user.run(['sync', '--config', path])
      expect(synced.error).toMatch(/^bad: [\s\S]* answered 401.*\n15 issues are here\.\n$/)
      expect(synced.code).toBe(1)
      const exported = await user.run(['export', 'half', '--config', path])
      expect(exported.error).toMatch(/^bad: .* answered 401.*\nNothing is written, .*\n$/m)
      expect([exported.code, existsSync(join(user.home, 'half'))]).toEqual([1, false])
    } finally {
      await refusing.close()
    }
  })

  it('a configuration may be TypeScript, and says nothing of Node', async () => {
    const mount = { plugin: notesPlugin, url: server.url }
    const path = join(user.home, 'issuefs.config.ts')
    writeFileSync(path, `const one: object = ${JSON.stringify(mount)}\nexport default { mounts: { one } }\n`)
    const { out, error } = await user.run(['ls', 'team', '--config', path])
    expect(error).toBe('')
    expect(out).toContain('13.md\n')
  })

  it('of a tracker of which only the folders are known, these are shown when it can’t be reached', async () => {
    const away = await serveNotes()
    const words = ['ls', '--plugin', notesPlugin, '--url', away.url]
    expect((await user.run(words)).out).toBe('home/\nREADME.md\nteam/\n')
    await away.close()
    expect((await user.run(['ls', 'home', ...words.slice(1)])).code).toBe(1)
    const { out, code } = await user.run(words)
    expect(out).toBe('home/\nREADME.md\nteam/\n')
    expect(code).toBe(0)
  })

  it('an unreachable tracker is one sentence, and 1; what is stored is still read', async () => {
    const cold = await user.run(['ls', '--plugin', notesPlugin, '--url', 'http://127.0.0.1:9'])
    expect(cold.error).toMatch(/127\.0\.0\.1:9 (cannot be reached|refuses connections)/)
    expect(cold.code).toBe(1)
    await server.close()
    const warm = await user.run(['cat', 'home/1.md', ...notes])
    expect(warm.out).toContain('# Note 1')
    expect(warm.code).toBe(0)
  })
})
