import { describe, expect, test } from 'vitest'
import { scriptedHost } from '../testkit/scripted-host.ts'
import { walk } from '../vfs/walk.ts'
import { idOf, trackerOf } from './scripted-issues.test-support.ts'

describe('moves', () => {
  test('the inode follows the issue, a symbolic link stays', async () => {
    const tracker = trackerOf(2)
    const { host, text, refresh } = await scriptedHost(tracker)
    await host.settled()
    const before = await walk(host.vfs, 'PROJ/PROJ-1.md')
    const { key } = tracker.move(idOf(tracker, 'PROJ-1'), 'OTHER')
    await refresh()
    const after = await walk(host.vfs, `OTHER/${key}.md`)
    expect(after.ino).toBe(before.ino)
    const link = await walk(host.vfs, 'PROJ/PROJ-1.md')
    expect(link.kind).toBe('link')
    expect(await host.vfs.readlink(link.ino)).toBe(`../OTHER/${key}.md`)
    expect(await text('PROJ/PROJ-1.md')).toContain(`key: ${key}`)
  })

  test('links follow further moves, and go with the issue', async () => {
    const tracker = trackerOf(1)
    const { host, text, refresh } = await scriptedHost(tracker)
    await host.settled()
    const id = idOf(tracker, 'PROJ-1')
    tracker.move(id, 'B')
    await refresh()
    tracker.move(id, 'C')
    await refresh()
    const link = await walk(host.vfs, 'PROJ/PROJ-1.md')
    expect(await host.vfs.readlink(link.ino)).toBe('../C/C-1.md')
    expect(await text('B/B-1.md')).toContain('key: C-1')
    tracker.remove(id)
    await refresh()
    for (const path of ['PROJ/PROJ-1.md', 'B/B-1.md', 'C/C-1.md'])
      await expect(walk(host.vfs, path)).rejects.toMatchObject({ kind: 'not-found' })
  })

  test('what stands beside it moves along', async () => {
    const tracker = trackerOf(1)
    const { host, text, refresh } = await scriptedHost(tracker)
    await host.settled()
    expect(await text('PROJ/PROJ-1/history.md')).toContain('1 versions')
    tracker.move(idOf(tracker, 'PROJ-1'), 'OTHER')
    await refresh()
    expect(await text('OTHER/OTHER-1/history.md')).toContain('2 versions')
    await expect(walk(host.vfs, 'PROJ/PROJ-1')).rejects.toMatchObject({ kind: 'not-found' })
  })

  test('two issues that change places', async () => {
    const tracker = trackerOf(2)
    const { host, text, refresh } = await scriptedHost(tracker)
    await host.settled()
    const [one, two] = [...tracker.issues.values()].map(({ id, key }) => ({ id, key }))
    const swap = (id: string, key: string) => {
      tracker.edit(id, {})
      ;(tracker.issues as Map<string, unknown>).set(id, { ...tracker.issues.get(id)!, key })
    }
    swap(one!.id, two!.key)
    swap(two!.id, one!.key)
    await refresh()
    expect(await text('PROJ/PROJ-1.md')).toContain('# Title 2')
    expect(await text('PROJ/PROJ-2.md')).toContain('# Title 1')
  })
})
