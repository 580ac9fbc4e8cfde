import { describe, expect, test } from 'vitest'
import type { Host } from '../host.ts'
import { SourceError } from '../source/error.ts'
import { eventually } from '../testkit/eventually.test-support.ts'
import { walk } from '../vfs/walk.ts'
import { writable } from './edits.test-support.ts'

describe('removing', () => {
  test('is refused unless the mount allows it', async () => {
    const { host, tracker } = await writable()
    const folder = await walk(host.vfs, 'PROJ')
    await expect(host.vfs.write!.unlink(folder.ino, 'PROJ-1.md', { pid: 1 })).rejects.toThrow('--allow-delete')
    await host.vfs.write!.settle()
    expect(tracker.count('remove')).toBe(0)
  })

  test('deletes the issue', async () => {
    const { host, tracker } = await writable({ allowDelete: true })
    const folder = await walk(host.vfs, 'PROJ')
    await host.vfs.write!.unlink(folder.ino, 'PROJ-1.md', { pid: 1 })
    await host.vfs.write!.settle()
    expect(tracker.issues.size).toBe(0)
    await expect(walk(host.vfs, 'PROJ/PROJ-1.md')).rejects.toThrow()
  })

  test('is on disk when the program is told: the next mount does it after a kill', async () => {
    const { host, tracker, reopen } = await writable({ allowDelete: true })
    await remove(host)
    expect(host.journal!.waiting()).toBe(1)
    expect(tracker.issues.size).toBe(1)
    await reopen()
    await eventually(() => expect(tracker.issues.size).toBe(0))
  })

  test('that was taken back while the journal was full is not done by the next mount', async () => {
    let full = false
    const step = (what: string): void => {
      if (full && what === 'remove') throw new SourceError('full', 'The disk is full.')
    }
    const { host, tracker, text, path, notices, reopen } = await writable({ allowDelete: true, sending: { step } })
    const before = await text(path)
    const { ino } = await walk(host.vfs, 'PROJ')
    await remove(host)
    full = true
    const how = { truncate: true, append: false, exclusive: false }
    const { handle } = await host.vfs.write!.create(ino, 'PROJ-1.md', how)
    await host.vfs.write!.write(handle, 0, Buffer.from(before.replace('# A title', '# Mine')))
    await host.vfs.write!.flush(handle)
    host.vfs.release(handle)
    expect(notices.join()).toContain('The disk is full.')
    full = false
    const second = await reopen()
    await second.host.settled()
    expect(second.host.edits!.list()).toEqual([])
    expect([...tracker.issues.values()].map(({ title }) => title)).toEqual(['Mine'])
  })

  test('and making the file anew is an edit, also after a kill', async () => {
    const { host, tracker, text, path, now, reopen } = await writable({ allowDelete: true })
    const before = await text(path)
    const { ino } = await walk(host.vfs, 'PROJ')
    await remove(host)
    const { handle } = await host.vfs.write!.create(
      ino,
      'PROJ-1.md',
      { truncate: true, append: false, exclusive: false },
      { pid: 1 },
    )
    expect(host.journal!.waiting()).toBe(0)
    await host.vfs.write!.write(handle, 0, Buffer.from(before.replace('# A title', '# Anew')))
    await host.vfs.write!.flush(handle)
    host.vfs.release(handle)
    expect(now().title).toBe('Anew')
    const { host: next } = await reopen()
    await next.settled()
    expect(tracker.issues.size).toBe(1)
    expect(tracker.count('remove')).toBe(0)
  })

  test('that the tracker refuses is kept with the reason, until it is done after all', async () => {
    const { host, tracker, text, path, notices } = await writable({ allowDelete: true })
    tracker.knobs.before = operation => {
      if (operation === 'remove') throw new SourceError('denied', 'You may not delete.', { status: 403 })
    }
    await remove(host)
    await host.vfs.write!.settle()
    expect(await text(path)).toContain('# A title')
    expect(await text('.issuefs/errors/PROJ-1.md')).toContain('You may not delete.')
    expect(host.status().edits).toMatchObject([{ what: 'remove', state: 'kept', sentence: 'You may not delete.' }])
    expect(notices.filter(notice => notice.includes('You may not delete.'))).toHaveLength(1)
    tracker.knobs.before = undefined
    await remove(host)
    await host.vfs.write!.settle()
    expect(tracker.issues.size).toBe(0)
    expect(host.edits!.list()).toEqual([])
  })
})

async function remove(host: Host): Promise<void> {
  const folder = await walk(host.vfs, 'PROJ')
  await host.vfs.write!.unlink(folder.ino, 'PROJ-1.md', { pid: 1 })
}
