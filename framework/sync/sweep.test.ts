import { describe, expect, test, vi } from 'vitest'
import { eventually } from '../testkit/eventually.test-support.ts'
import { scriptedHost } from '../testkit/scripted-host.ts'
import { list, walk } from '../vfs/walk.ts'
import { idOf, trackerOf } from './scripted-issues.test-support.ts'

describe('sweep', () => {
  const sweeping = { policy: { sweep: 50 } }

  test('finds what was deleted, moved and left the scope', async () => {
    const tracker = trackerOf(6)
    const { host, text } = await scriptedHost(tracker, sweeping)
    await host.settled()
    tracker.remove(idOf(tracker, 'PROJ-1'), false)
    await eventually(() => expect(host.status().mounts[0]!.issues.known).toBe(5))
    await expect(text('PROJ/PROJ-1.md')).rejects.toMatchObject({ kind: 'not-found' })
    expect(await text('PROJ/PROJ-2.md')).toContain('Title 2')
  })

  test('identities alone change nothing and fetch nothing', async () => {
    const tracker = trackerOf(6)
    const { host } = await scriptedHost(tracker, sweeping)
    await host.settled()
    const told = vi.fn()
    host.vfs.onInvalidate(told)
    await eventually(() => expect(tracker.count('sweep')).toBeGreaterThan(2))
    expect(tracker.count('fetch')).toBe(0)
    expect(told).not.toHaveBeenCalled()
  })

  test('without a feed, a folder is listed again: news, deletions and folders that went', async () => {
    const tracker = trackerOf(3)
    tracker.create('GONE')
    const { host, text, refresh } = await scriptedHost(tracker, { listing: 'folders' })
    await host.settled()
    expect(await text('PROJ/PROJ-1.md')).toContain('Title 1')
    expect(await text('GONE/GONE-1.md')).toContain('A title')
    await list(host.vfs, (await walk(host.vfs, 'PROJ')).ino)
    tracker.edit(idOf(tracker, 'PROJ-1'), { title: 'Edited' })
    tracker.remove(idOf(tracker, 'PROJ-2'))
    tracker.create('PROJ', { title: 'New' })
    tracker.create('NEWER')
    tracker.remove(idOf(tracker, 'GONE-1'))
    tracker.projects.delete('GONE')
    await refresh()
    expect(await text('PROJ/PROJ-1.md')).toContain('# Edited')
    expect(await text('PROJ/PROJ-4.md')).toContain('# New')
    expect(await text('NEWER/NEWER-1.md')).toContain('A title')
    await expect(text('PROJ/PROJ-2.md')).rejects.toMatchObject({ kind: 'not-found' })
    await expect(walk(host.vfs, 'GONE')).rejects.toMatchObject({ kind: 'not-found' })
  })

  test('an issue that slips past it, because another one left an earlier page meanwhile, stays', async () => {
    const tracker = trackerOf(9)
    tracker.knobs.pageSize = 3
    const { host } = await scriptedHost(tracker, sweeping)
    await host.settled()
    const { ino } = await walk(host.vfs, 'PROJ/PROJ-6.md')
    let pages = 0
    tracker.knobs.before = operation => {
      if (operation === 'sweep' && ++pages === 2) tracker.remove(idOf(tracker, 'PROJ-9'), false)
    }
    await eventually(() => expect(pages).toBeGreaterThan(12))
    expect(host.status().mounts[0]!.issues.known).toBe(8)
    expect((await walk(host.vfs, 'PROJ/PROJ-6.md')).ino).toBe(ino)
  })

  test('an issue that the tracker knows and no listing names any more goes', async () => {
    const tracker = trackerOf(9)
    tracker.knobs.pageSize = 3
    const { host, text } = await scriptedHost(tracker, sweeping)
    await host.settled()
    tracker.knobs.unlisted.add(idOf(tracker, 'PROJ-6'))
    await eventually(() => expect(host.status().mounts[0]!.issues.known).toBe(8))
    await expect(text('PROJ/PROJ-6.md')).rejects.toThrow('does not belong to this mount')
  })
})
