import { expect, test } from 'vitest'
import { eventually } from '../testkit/eventually.test-support.ts'
import { writeFile } from '../testkit/scripted-host.ts'
import { list, walk } from '../vfs/walk.ts'
import { writable } from './edits.test-support.ts'

const path = 'PROJ/PROJ-1.md'

test('a comment of a script does not throw away a text that was refused', async () => {
  const { save, host, text } = await writable()
  await expect(save(old => old.replace('status: Open', 'status: Dooing'))).rejects.toMatchObject({ kind: 'invalid' })
  await writeFile(host, 'PROJ/PROJ-1/comment', 'Seen.')
  expect(host.edits!.list()).toMatchObject([{ what: 'edit', state: 'kept' }])
  expect(await text('.issuefs/errors/PROJ-1.md')).toContain('status: Dooing')
})

test('what is kept is listed where it stands, and goes when it is dropped', async () => {
  const { save, host } = await writable()
  const names = async () =>
    (await list(host.vfs, (await walk(host.vfs, '.issuefs/errors')).ino)).map(({ name }) => name)
  await expect(save(old => old.replace('status: Open', 'status: Dooing'))).rejects.toMatchObject({ kind: 'invalid' })
  expect(await names()).toEqual(['PROJ-1.md'])
  host.edits!.drop(host.edits!.list()[0]!.number)
  expect(await names()).toEqual([])
})

test('all edits of an issue that were taken and conflict later are sent with "mine"', async () => {
  const { save, tracker, id, host, now } = await writable({ write: 'queue' })
  tracker.knobs.offline = true
  await save(old => old.replace('# A title', '# Mine'))
  await save(old => old.replace('status: Open', 'status: Doing'))
  tracker.edit(id, { title: 'By Bob', status: 'Closed' })
  tracker.knobs.offline = false
  host.edits!.retry()
  await eventually(() => expect(host.edits!.list()).toMatchObject([{ conflict: true }, { conflict: true }]))
  host.edits!.resolve('PROJ-1', 'mine')
  await eventually(() => expect(host.edits!.list()).toEqual([]))
  expect(now()).toMatchObject({ title: 'Mine', status: 'Doing' })
})

test('an earlier conflict is named with its number', async () => {
  const { save, tracker, id, host, text, now } = await writable({ write: 'queue' })
  tracker.knobs.offline = true
  await save(old => old.replace('# A title', '# Mine'))
  await save(old => old.replace('status: Open', 'status: Doing'))
  tracker.edit(id, { title: 'By Bob', status: 'Closed' })
  tracker.knobs.offline = false
  host.edits!.retry()
  await eventually(() => expect(host.edits!.list()).toMatchObject([{ conflict: true }, { conflict: true }]))
  const { number } = host.edits!.list()[0]!
  expect(await text(`.issuefs/errors/PROJ-1-${number}.md`)).toContain(`issuefs resolve PROJ-1-${number} mine`)
  host.edits!.resolve(`PROJ-1-${number}`, 'theirs')
  expect(host.edits!.list()).toEqual([])
  expect(now()).toMatchObject({ title: 'By Bob', status: 'Closed' })
})

test('every edit that waits is shown again after a mount that could only be read', async () => {
  const first = await writable()
  first.tracker.knobs.offline = true
  await first.save(old => old.replace('# A title', '# Mine'))
  await first.save(old => old.replace('status: Open', 'status: Doing'))
  await writeFile(first.host, 'PROJ/PROJ-1/comment', 'Seen.')
  const second = await first.reopen({ write: undefined as never })
  expect(await second.text(path)).toContain('# A title')
  const third = await second.reopen({ write: 'wait' })
  expect(await third.text(path)).toMatch(/status: Doing.*# Mine.*Seen\./s)
  const fourth = await third.reopen()
  expect((await fourth.text(path)).match(/Seen\./g)).toHaveLength(1)
  first.tracker.knobs.offline = false
  fourth.host.edits!.retry()
  await eventually(() => expect(fourth.host.edits!.list()).toEqual([]))
  expect(first.now()).toMatchObject({ title: 'Mine', status: 'Doing', comments: [{ text: 'Seen.' }] })
})

test('a file that the tracker has, and could not be read back, is not sent again', async () => {
  const { tracker, host, now, text } = await writable()
  await text('PROJ/PROJ-1/allowed.md')
  let broken = false
  tracker.knobs.before = operation => {
    if (operation === 'attach') broken = true
    else if (operation === 'fetch' && broken) throw Object.assign(new Error('odd'), { name: 'TypeError' })
  }
  await expect(writeFile(host, 'PROJ/PROJ-1/attachments/log.txt', 'All is well.')).rejects.toThrow()
  tracker.knobs.before = undefined
  expect(now().files).toHaveLength(1)
  host.edits!.retry(host.edits!.list()[0]!.number)
  await eventually(() => expect(host.edits!.list()).toEqual([]))
  expect(now().files).toHaveLength(1)
})

test('a removal waits, and the file stays until the tracker has deleted it', async () => {
  const { tracker, host, text } = await writable({ allowDelete: true })
  tracker.knobs.offline = true
  const folder = await walk(host.vfs, 'PROJ')
  await host.vfs.write!.unlink(folder.ino, 'PROJ-1.md', { pid: 1 })
  await expect(walk(host.vfs, path)).rejects.toThrow()
  await host.vfs.write!.settle()
  expect(await text(path)).toContain('# A title')
  expect(host.edits!.list()).toMatchObject([{ what: 'remove', state: 'pending' }])
  expect(host.status().edits).toMatchObject([{ what: 'remove', state: 'pending' }])
  tracker.knobs.offline = false
  host.edits!.retry()
  await eventually(() => expect(tracker.issues.size).toBe(0))
  await eventually(() => expect(host.edits!.list()).toEqual([]))
  await expect(walk(host.vfs, path)).rejects.toThrow()
})

test('a new file whose name led to an issue before the restart, and that was refused, stays', async () => {
  const first = await writable()
  await writeFile(first.host, 'PROJ/new-bug.md', '# It breaks\n')
  const second = await first.reopen()
  await second.host.settled()
  await expect(writeFile(second.host, 'PROJ/new-bug.md', '---\nstatus: Open\n---\n')).rejects.toThrow()
  expect(await second.text('PROJ/new-bug.md')).toContain('status: Open')
  const third = await second.reopen()
  expect(await third.text('PROJ/new-bug.md')).toContain('status: Open')
})

test('where comments can not be made, nothing else of a save with one is sent either', async () => {
  const { save, host, tracker, now } = await writable({ comments: false })
  await expect(save(old => `${old.replace('status: Open', 'status: Doing')}\nSeen.\n`)).rejects.toThrow(
    'Comments can not be written here',
  )
  await expect(writeFile(host, 'PROJ/new-bug.md', '# It breaks\n\n## Comments\n\nSeen.\n')).rejects.toThrow()
  expect(now().status).toBe('Open')
  expect(tracker.issues.size).toBe(1)
})
