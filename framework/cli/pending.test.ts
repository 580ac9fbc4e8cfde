import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { eventually } from '../testkit/eventually.test-support.ts'
import { textOf, writeFile } from '../testkit/scripted-host.ts'
import { walk } from '../vfs/walk.ts'
import { register, socketOf } from './control/registry.ts'
import { type WritableTree, writableTree } from './fixtures/writable-tree.ts'
import { storedPathStatus } from './tree/stored-status.ts'

const path = 'PROJ/PROJ-1.md'

async function save({ tree }: WritableTree, from: string, to: string): Promise<void> {
  await writeFile(tree.host(), path, (await textOf(tree.host(), path)).replace(from, to))
}

test('nothing waits', async () => {
  const { run } = await writableTree()
  expect(await run('pending')).toEqual({ code: 0, out: 'Nothing waits.\n', error: '' })
  expect((await run('pending', '--json')).out).toBe('[]\n')
  expect((await run('status')).out).not.toContain('edits:')
})

test('edits that wait are shown with the reason, in the status too, and sent with retry', async () => {
  const user = await writableTree()
  const { run, tracker, id, folder } = user
  tracker.knobs.offline = true
  await save(user, '# A title', '# Mine')
  const { out } = await run('pending')
  expect(out).toMatch(/^\S+\/m\n {3}1 {2}\d{4}-\d\d-\d\d \d\d:\d\d UTC {2}waits: edit of PROJ\/PROJ-1\.md\n {6}\S/)
  const [report] = JSON.parse((await run('pending', '--json')).out)
  expect(report).toMatchObject({ folder, running: true, edits: [{ number: 1, state: 'pending', name: 'PROJ-1' }] })
  expect((await run('status')).out).toContain('  edits: 1 wait; "issuefs pending" shows them\n')
  const waits = /file, fresh\n(?: {2}.*\n)* {3}1 {2}\S+ \S+ UTC {2}waits: edit of PROJ\/PROJ-1\.md\n/
  expect((await run('status', join(folder, path))).out).toMatch(waits)
  expect((await run('status', join(folder, 'PROJ'))).out).toContain('waits: edit of PROJ/PROJ-1.md\n')
  expect((await run('status', join(folder, 'PROJ/README.md'))).out).not.toContain('waits')
  tracker.knobs.offline = false
  expect(await run('pending', 'retry')).toMatchObject({ code: 0, error: expect.stringContaining('tried now') })
  await eventually(async () => expect((await run('pending')).out).toBe('Nothing waits.\n'))
  expect(tracker.issues.get(id)!.title).toBe('Mine')
})

test('a file of one of several mounts shows the edits of it, running or not', async () => {
  const { run, tree, tracker, folder, plan, stop } = await writableTree({ name: 'team' })
  tracker.knobs.offline = true
  await writeFile(tree.host(), 'team/PROJ/PROJ-1/comment', 'Seen.\n')
  expect((await run('status', join(folder, 'team/PROJ/PROJ-1.md'))).out).toContain('waits: comment on PROJ/PROJ-1.md\n')
  await stop()
  expect((await storedPathStatus(plan, 'team/PROJ/PROJ-1.md')).edits).toMatchObject([{ mount: 'team', number: 1 }])
})

test('an edit that was refused is shown with its remedies, and dropped', async () => {
  const user = await writableTree()
  const { run } = user
  await expect(save(user, 'status: Open', 'status: Dooing')).rejects.toThrow()
  expect((await run('pending')).out).toMatch(/not sent: edit of .*\n.*"Doing".*\n.*pending retry 1".*pending drop 1"/)
  expect((await run('status')).out).toContain('  edits: 1 could not be sent;')
  expect(await run('pending', 'drop', '1')).toMatchObject({ code: 0, error: 'Edit 1 is forgotten.\n' })
  expect(await run('pending', 'drop', '1')).toMatchObject({ code: 1, error: expect.stringContaining('no edit 1') })
})

test.each(['mine', 'theirs'])('a conflict is ended with %s, under the name that is shown', async side => {
  const user = await writableTree()
  const { run, tracker, id } = user
  const before = await textOf(user.tree.host(), path)
  tracker.edit(id, { title: 'By Bob' })
  await expect(writeFile(user.tree.host(), path, before.replace('# A title', '# Mine'))).rejects.toThrow(
    `"issuefs resolve PROJ-1 ${side}"`,
  )
  expect((await run('pending')).out).toContain(`in conflict: edit of ${path}\n`)
  expect(await run('resolve', 'PROJ-1', side)).toMatchObject({ code: 0 })
  await eventually(async () => expect((await run('pending')).out).toBe('Nothing waits.\n'))
  expect(tracker.issues.get(id)!.title).toBe(side === 'mine' ? 'Mine' : 'By Bob')
  expect(await run('resolve', 'PROJ-1', side)).toMatchObject({ code: 1, error: expect.stringContaining('no conflict') })
})

test('an issue that was made is shown with the file it became', async () => {
  const { run, tree } = await writableTree()
  await writeFile(tree.host(), 'PROJ/new-bug.md', '# It breaks\n')
  expect((await run('pending')).out).toContain('done: new issue PROJ/new-bug.md is PROJ/PROJ-2.md\n')
})

test('a removal that waits says that the file stays until then', async () => {
  const { run, tree, tracker } = await writableTree()
  tracker.knobs.offline = true
  await tree.vfs.write!.unlink((await walk(tree.vfs, 'PROJ')).ino, 'PROJ-1.md', { pid: 1 })
  await tree.vfs.write!.settle()
  expect((await run('pending')).out).toContain(`waits: deletion of ${path}; the file stays until then\n`)
})

test('what waits is shown while nothing is mounted, and by a mount that can only be read', async () => {
  const first = await writableTree()
  first.tracker.knobs.offline = true
  await save(first, '# A title', '# Mine')
  await first.stop()
  expect((await first.run('pending')).out).toMatch(/scripted \(not mounted\)\n.*waits: edit of/)
  expect((await storedPathStatus(first.plan, path)).edits).toMatchObject([{ number: 1, state: 'pending' }])
  expect(await first.run('pending', 'retry')).toMatchObject({
    code: 1,
    error: 'No issuefs runs; edits are sent by "issuefs mount --write".\n',
  })
  expect(await first.run('resolve', 'PROJ-1', 'mine')).toMatchObject({
    code: 1,
    error: expect.stringContaining('your edit is sent by "issuefs mount --write"'),
  })
  const second = await writableTree({ on: first, writing: 'none' })
  expect((await second.run('pending')).out).toMatch(/m\n.*waits: edit of/)
  expect((await second.run('status')).out).toContain('edits: 1 wait;')
  expect(await second.run('pending', 'retry')).toMatchObject({
    code: 1,
    error: expect.stringContaining('mount it with --write'),
  })
})

test('an edit is dropped while nothing is mounted, and its file goes at the next mount', async () => {
  const first = await writableTree()
  first.tracker.knobs.offline = true
  await save(first, '# A title', '# Mine')
  await writeFile(first.tree.host(), 'PROJ/new-bug.md', '# It breaks\n')
  await writeFile(first.tree.host(), 'PROJ/PROJ-1/attachments/log.txt', 'All is well.')
  await first.stop()
  expect(await first.run('pending', 'drop', '7')).toMatchObject({
    code: 1,
    error: expect.stringContaining('No journal has such an edit'),
  })
  for (const number of ['1', '2', '3'])
    expect(await first.run('pending', 'drop', number)).toEqual({
      code: 0,
      out: '',
      error: `Edit ${number} is forgotten.\n`,
    })
  expect((await first.run('pending')).out).toBe('Nothing waits.\n')
  first.tracker.knobs.offline = false
  const { tree, tracker } = await writableTree({ on: first })
  expect(await textOf(tree.host(), path)).toContain('# A title')
  await expect(walk(tree.vfs, 'PROJ/new-bug.md')).rejects.toThrow()
  await expect(walk(tree.vfs, 'PROJ/PROJ-1/attachments/log.txt')).rejects.toThrow()
  expect(tracker.issues.size).toBe(1)
})

test('of several journals the folder says which, and one that is in use says by whom', async () => {
  const { run, plan, tree, stop, context } = await writableTree()
  const edits = join(context.folders.state, 'edits')
  tree.host().journal!.transaction(sql => {
    sql.run("INSERT INTO edits (mount, route, body, created, changed) VALUES ('m', 'r', '', 0, 0)")
  })
  const used = await run('pending', 'drop', '1', '--mount', plan.stateFolder)
  expect(used).toMatchObject({ code: 1, error: expect.stringContaining(`in use by process ${process.pid} (a test)`) })
  await stop()
  await cp(plan.stateFolder, join(edits, 'other'), { recursive: true })
  expect(await run('pending', 'drop', '1')).toMatchObject({
    code: 2,
    error: expect.stringContaining('Say which: issuefs pending drop 1 --mount'),
  })
  expect(await run('pending', 'drop', '1', '--mount', join(edits, 'other'))).toMatchObject({ code: 0 })
  expect((await run('pending')).out).toMatch(/scripted \(not mounted\)\n/)
  expect((await run('pending')).out).not.toContain('other')
})

test('a conflict is given up while nothing is mounted, and on a mount that can only be read', async () => {
  const first = await writableTree()
  async function conflict(): Promise<void> {
    const before = await textOf(first.tree.host(), path)
    first.tracker.edit(first.id, { title: `By Bob ${before.length}` })
    await expect(writeFile(first.tree.host(), path, before.replace(/^# .*$/m, '# Mine'))).rejects.toThrow()
  }
  await conflict()
  await first.stop()
  expect(await first.run('resolve', 'PROJ-2', 'theirs')).toMatchObject({ code: 1 })
  const second = await writableTree({ on: first, writing: 'none' })
  expect(await second.run('resolve', 'PROJ-2', 'theirs')).toMatchObject({
    code: 1,
    error: expect.stringContaining('no conflict of "PROJ-2"'),
  })
  await second.stop()
  expect(await first.run('resolve', 'PROJ-1', 'theirs')).toEqual({
    code: 0,
    out: '',
    error: 'Your edit of PROJ-1 is given up.\n',
  })
  expect((await first.run('pending')).out).toBe('Nothing waits.\n')
})

test('a mount that does not answer does not hide what waits in the others', async () => {
  const user = await writableTree()
  await expect(save(user, 'status: Open', 'status: Dooing')).rejects.toThrow()
  const folder = join(user.folder, '../hung')
  const socket = socketOf(user.context.folders.runtime, folder)
  register({ folder, cacheFolder: folder, pid: process.pid, socket, label: 'hung', backend: 'none' })
  const { code, out } = await user.run('pending')
  expect(out).toMatch(/hung\n {2}The issuefs at .* does not answer; .*\n.*m\n.*not sent: edit of/)
  expect(code).toBe(1)
})

test.each([
  [['pending', 'send'], 'is no action'],
  [['pending', 'drop'], 'Say the number'],
  [['pending', 'drop', 'one'], 'is no number'],
  [['resolve', 'PROJ-1', 'ours'], 'is no side'],
])('%j is wrong usage', async (words, sentence) => {
  const { run } = await writableTree()
  expect(await run(...words)).toMatchObject({ code: 2, error: expect.stringContaining(sentence) })
})
