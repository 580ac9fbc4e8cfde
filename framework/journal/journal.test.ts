import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openHost } from '../host.ts'
import { openDatabase } from '../store/database.ts'
import { scriptedSource } from '../testkit/scripted-source.ts'
import { createTracker } from '../testkit/tracker.ts'
import { openJournal } from './journal.ts'

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'issuefs-journal-'))
  onTestFinished(() => rm(made, { recursive: true, force: true }))
  return made
}

const insert = "INSERT INTO edits (mount, route, body, created, changed) VALUES ('jira', 'r', '{}', 1, 1)"

test('keeps edits over restarts, in files of its own, flushed to disk', async () => {
  const path = join(await folder(), 'state')
  const first = openJournal(path)
  first.transaction(sql => sql.run(insert))
  expect(() =>
    first.transaction(sql => {
      sql.run(insert)
      throw new Error('no')
    }),
  ).toThrow('no')
  first.close()
  const second = openJournal(path)
  expect(second.waiting()).toBe(1)
  expect(second.transaction(sql => sql.get('PRAGMA synchronous'))).toEqual({ synchronous: 2 })
  expect(() => second.transaction(sql => sql.run("UPDATE edits SET state = 'lost'"))).toThrow()
  second.transaction(sql => sql.run("UPDATE edits SET state = 'sent'"))
  expect(second.waiting()).toBe(0)
  expect(statSync(path).mode & 0o777).toBe(0o700)
  expect(statSync(second.path).mode & 0o777).toBe(0o600)
  second.close()
})

test('one process at a time, said with its number', async () => {
  const path = await folder()
  const first = openJournal(path, 'mounted at ./jira')
  expect(() => openJournal(path)).toThrow(`in use by process ${process.pid} (mounted at ./jira)`)
  first.close()
  openJournal(path).close()
})

test('a newer version is refused', async () => {
  const path = await folder()
  openJournal(path).close()
  const database = openDatabase(join(path, 'journal.db'), 'full')
  database.exec('PRAGMA user_version = 7')
  database.close()
  expect(() => openJournal(path)).toThrow(/newer issuefs \(version 7/)
})

test('a damaged one is left as it is; reading works on, with a notice that names it', async () => {
  const path = await folder()
  openJournal(path).close()
  const file = join(path, 'journal.db')
  const bytes = Buffer.concat([Buffer.from('not a database at all'), readFileSync(file)])
  writeFileSync(file, bytes)
  expect(() => openJournal(path)).toThrow(expect.objectContaining({ message: expect.stringContaining(file) }))
  expect(readFileSync(file).equals(bytes)).toBe(true)

  const tracker = createTracker()
  tracker.create('PROJ')
  const notices: string[] = []
  const host = openHost({
    mounts: [{ name: '', source: scriptedSource(tracker), options: {} }],
    cacheFolder: join(path, 'cache'),
    stateFolder: path,
    onNotice: sentence => notices.push(sentence),
  })
  await host.start()
  await host.settled()
  expect(host.journal).toBeUndefined()
  expect(notices).toEqual([expect.stringContaining(`"${file}" is damaged`)])
  expect(notices[0]).toMatch(/So this mount can only be read\.$/)
  await host.stop()
  expect(readdirSync(path)).toContain('journal.db')
})

test('the host opens it and closes it', async () => {
  const path = await folder()
  const stateFolder = join(path, 'state')
  const open = () =>
    openHost({
      mounts: [{ name: '', source: scriptedSource(createTracker()), options: {} }],
      cacheFolder: join(path, 'cache'),
      stateFolder,
    })
  const host = open()
  expect(host.journal?.waiting()).toBe(0)
  await host.stop()
  openJournal(stateFolder).close()
})
