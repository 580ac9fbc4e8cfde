import { describe, expect, test } from 'vitest'
import { writeFile } from '../testkit/scripted-host.ts'
import { list, walk } from '../vfs/walk.ts'
import { offline, writable } from './edits.test-support.ts'

describe('beside an issue', () => {
  test('a comment for scripts, the values that are allowed, and a place for files', async () => {
    const { host, now, text, tracker } = await writable()
    expect(
      (await list(host.vfs, (await walk(host.vfs, 'PROJ/PROJ-1')).ino)).map(({ name }) => name).toSorted(),
    ).toEqual(['allowed.md', 'attachments', 'comment', 'history.md', 'raw.json'])
    expect(await text('PROJ/PROJ-1/allowed.md')).toMatch(/## status.*- Doing/s)
    await writeFile(host, 'PROJ/PROJ-1/comment', 'From a script.\n')
    expect(now().comments).toMatchObject([{ text: 'From a script.' }])
    expect(await text('PROJ/PROJ-1/comment')).toBe('')
    tracker.knobs.lost.add('attach')
    await writeFile(host, 'PROJ/PROJ-1/attachments/log.txt', 'All is well.')
    expect(now().files).toMatchObject([{ name: 'log.txt', size: 12 }])
    expect(await text('PROJ/PROJ-1/attachments/log.txt')).toBe('All is well.')
  })

  test('comments wait, too, and are shown', async () => {
    const { host, now, text, tracker, path } = await writable()
    offline(tracker, true)
    await text('PROJ/PROJ-1/comment').catch(() => {})
    await writeFile(host, 'PROJ/PROJ-1/comment', 'From a script.\n')
    expect(await text(path)).toContain('From a script.')
    offline(tracker, false)
    await writeFile(host, path, (await text(path)).replace('Open', 'Doing'))
    expect(now()).toMatchObject({ status: 'Doing', comments: [{ text: 'From a script.' }] })
  })

  test('a file that is empty is refused with a sentence, and gone', async () => {
    const { host, text, now } = await writable()
    const path = 'PROJ/PROJ-1/attachments/empty.txt'
    const { ino } = await walk(host.vfs, 'PROJ/PROJ-1/attachments')
    const { write } = host.vfs
    const how = { truncate: true, append: false, exclusive: false }
    const { handle } = await write!.create(ino, 'empty.txt', how)
    await write!.flush(handle)
    host.vfs.release(handle)
    await write!.settle()
    expect(await text('.issuefs/errors/empty.txt.md')).toContain('"empty.txt" is empty, so it was not sent')
    expect(host.edits!.list()).toMatchObject([{ what: 'attach', state: 'kept', path }])
    await expect(walk(host.vfs, path)).rejects.toThrow()
    expect(now().files).toEqual([])
    await writeFile(host, path, 'Not empty.')
    expect(now().files).toHaveLength(1)
    expect(host.edits!.list()).toEqual([])
  })

  test('an empty file that is moved there, or closed by a known process, is an error to the program', async () => {
    const { host } = await writable()
    const { ino } = await walk(host.vfs, 'PROJ/PROJ-1/attachments')
    const write = host.vfs.write!
    const how = { truncate: true, append: false, exclusive: false }
    const own = await write.create(ino, '.own.tmp', how, { pid: 1 })
    await write.flush(own.handle, { pid: 1 })
    host.vfs.release(own.handle)
    const move = write.rename({ parent: ino, name: '.own.tmp' }, { parent: ino, name: 'own.txt' }, { noReplace: false })
    await expect(move).rejects.toMatchObject({ kind: 'invalid' })
    await walk(host.vfs, 'PROJ/PROJ-1/attachments/.own.tmp')
    const { handle } = await write.create(ino, 'empty.txt', how, { pid: 1 })
    await expect(write.flush(handle, { pid: 1 })).rejects.toThrow('"empty.txt" is empty')
    host.vfs.release(handle)
  })
})
