import { describe, expect, test, vi } from 'vitest'
import { rootIno } from '../store/contract.ts'
import { eventually } from '../testkit/eventually.test-support.ts'
import { scriptedHost } from '../testkit/scripted-host.ts'
import { walk } from '../vfs/walk.ts'
import { idOf, trackerOf } from './scripted-issues.test-support.ts'

describe('news', () => {
  test('an edit, a new issue, a comment and a deletion arrive with one poll', async () => {
    const tracker = trackerOf(3)
    const { host, text, refresh } = await scriptedHost(tracker)
    await host.settled()
    tracker.forgetCounts()
    tracker.edit(idOf(tracker, 'PROJ-1'), { title: 'Edited' })
    tracker.comment(idOf(tracker, 'PROJ-2'), 'A word.')
    tracker.remove(idOf(tracker, 'PROJ-3'))
    tracker.create('PROJ', { title: 'New' })
    await refresh()
    expect(await text('PROJ/PROJ-1.md')).toContain('# Edited')
    expect(await text('PROJ/PROJ-2.md')).toContain('A word.')
    expect(await text('PROJ/PROJ-4.md')).toContain('# New')
    await expect(text('PROJ/PROJ-3.md')).rejects.toMatchObject({
      kind: 'not-found',
      message: expect.stringContaining('PROJ-3 was deleted in the tracker'),
    })
    expect(tracker.counts()).toEqual({ changes: 1 })
  })

  test('no news is one request, and nobody is told anything', async () => {
    const tracker = trackerOf(20)
    const { host, refresh } = await scriptedHost(tracker)
    await host.settled()
    tracker.forgetCounts()
    const told = vi.fn()
    host.vfs.onInvalidate(told)
    await refresh()
    expect(tracker.counts()).toEqual({ changes: 1 })
    expect(told).not.toHaveBeenCalled()
  })

  test('projects that are found by listing are listed with every sixth poll only', async () => {
    const tracker = trackerOf(2)
    const { host } = await scriptedHost(tracker, { listing: 'both', policy: { shortest: 50 } })
    await host.settled()
    tracker.forgetCounts()
    await eventually(() => expect(tracker.count('projects')).toBeGreaterThan(1))
    expect(tracker.count('changes')).toBeGreaterThan(tracker.count('projects') * 2)
  })

  test('news that repeat what is stored change nothing', async () => {
    const tracker = trackerOf(3)
    const { host, refresh } = await scriptedHost(tracker, { validators: false })
    await host.settled()
    const { ino, ctime } = await walk(host.vfs, 'PROJ/PROJ-1.md')
    const issue = tracker.issues.get(idOf(tracker, 'PROJ-1'))!
    tracker.edit(issue.id, {})
    ;(tracker.issues as Map<string, unknown>).set(issue.id, issue)
    const told = vi.fn()
    host.vfs.onInvalidate(told)
    await refresh()
    expect(told).not.toHaveBeenCalled()
    expect(host.store.read.nodes.node(ino)).toMatchObject({ state: 'ready', ctime })
  })

  test('exactly the inodes that changed are named', async () => {
    const tracker = trackerOf(3)
    const { host, refresh, text } = await scriptedHost(tracker)
    await host.settled()
    await text('PROJ/index.md')
    const { ino } = await walk(host.vfs, 'PROJ/PROJ-2.md')
    const index = await walk(host.vfs, 'PROJ/index.md')
    tracker.edit(idOf(tracker, 'PROJ-2'), { title: 'Other' })
    const told: unknown[] = []
    host.vfs.onInvalidate(all => told.push(...all))
    await refresh()
    expect(told).toEqual(
      expect.arrayContaining([
        { what: 'content', ino },
        { what: 'content', ino: index.ino },
      ]),
    )
    expect(told).toHaveLength(2)
  })

  test('several pages of news', async () => {
    const tracker = trackerOf(5)
    const { host, refresh } = await scriptedHost(tracker)
    await host.settled()
    tracker.knobs.pageSize = 10
    for (let each = 0; each < 35; each++) tracker.create('PROJ')
    tracker.forgetCounts()
    await refresh()
    expect(tracker.count('changes')).toBe(4)
    expect(host.status().mounts[0]!.issues.known).toBe(40)
  })

  test('a cursor the tracker no longer knows lists everything again, and misses nothing', async () => {
    const tracker = trackerOf(10)
    const { host, text } = await scriptedHost(tracker)
    await host.settled()
    tracker.knobs.generation++
    tracker.edit(idOf(tracker, 'PROJ-1'), { title: 'Edited unseen' })
    tracker.remove(idOf(tracker, 'PROJ-2'), false)
    await host.refresh()
    await host.vfs.getattr(rootIno)
    await eventually(async () => expect(await text('PROJ/PROJ-1.md')).toContain('Edited unseen'))
    await eventually(() => expect(host.status().mounts[0]!.issues.known).toBe(9))
  })
})
