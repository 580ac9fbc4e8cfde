import { describe, expect, test, vi } from 'vitest'
import { rootIno } from '../store/contract.ts'
import { scriptedHost } from '../testkit/scripted-host.ts'
import { createTracker, type Tracker } from '../testkit/tracker.ts'
import { list, walk } from '../vfs/walk.ts'

function trackerOf(count: number, project = 'PROJ'): Tracker {
  const tracker = createTracker()
  for (let number = 1; number <= count; number++) tracker.create(project, { title: `Title ${number}` })
  return tracker
}

const idOf = (tracker: Tracker, key: string): string =>
  [...tracker.issues.values()].find(issue => issue.key === key)!.id

describe('cold load', () => {
  test('reads every page and renders without a fetch when the listing carries the issues', async () => {
    const tracker = trackerOf(250)
    tracker.knobs.pageSize = 100
    const { host, text } = await scriptedHost(tracker)
    await host.settled()
    expect(tracker.counts()).toMatchObject({ connect: 1, list: 3 })
    expect(tracker.count('fetch')).toBe(0)
    const names = (await list(host.vfs, (await walk(host.vfs, 'PROJ')).ino)).map(({ name }) => name)
    expect(names).toHaveLength(251)
    expect(await text('PROJ/PROJ-1.md')).toContain('# Title 1\n')
    expect(host.status().mounts[0]).toMatchObject({ condition: 'fresh', issues: { known: 250, waiting: 0 } })
  })

  test('fetches in batches what the listing does not carry', async () => {
    const tracker = trackerOf(250)
    const { host, text } = await scriptedHost(tracker, { carries: false })
    await host.settled()
    expect(tracker.count('fetch')).toBe(3)
    expect(await text('PROJ/PROJ-250.md')).toContain('# Title 250\n')
  })

  test('goes on where an earlier run stopped', async () => {
    const tracker = trackerOf(50)
    tracker.knobs.pageSize = 10
    let calls = 0
    tracker.knobs.before = operation => {
      if (operation === 'list' && ++calls === 3) tracker.knobs.hangs = true
      if (operation === 'list' && calls >= 3) return new Promise(() => {})
    }
    const first = await scriptedHost(tracker)
    await vi.waitFor(() => expect(calls).toBe(3))
    tracker.knobs.before = undefined
    tracker.knobs.hangs = false
    tracker.forgetCounts()
    const second = await first.reopen()
    await second.host.settled()
    expect(tracker.count('list')).toBe(3)
    expect(second.host.status().mounts[0]!.issues.known).toBe(50)
  })

  test('begins again when the cursor it kept has expired', async () => {
    const tracker = trackerOf(50)
    tracker.knobs.pageSize = 10
    let calls = 0
    tracker.knobs.before = operation => {
      if (operation === 'list' && ++calls >= 3) return new Promise(() => {})
    }
    const first = await scriptedHost(tracker)
    await vi.waitFor(() => expect(calls).toBe(3))
    tracker.knobs.before = undefined
    tracker.knobs.generation++
    const second = await first.reopen()
    await second.host.settled()
    expect(second.host.status().mounts[0]!.issues.known).toBe(50)
  })

  test('takes its cursor before it lists: what changes meanwhile is not lost', async () => {
    const tracker = trackerOf(30)
    tracker.knobs.pageSize = 10
    let late: string | undefined
    tracker.knobs.before = operation => {
      if (operation === 'list' && late === undefined) late = tracker.create('PROJ', { title: 'Late' }).key
    }
    const { host, text, refresh } = await scriptedHost(tracker)
    await host.settled()
    await refresh()
    expect(await text(`PROJ/${late}.md`)).toContain('# Late')
    expect(host.status().mounts[0]!.issues.known).toBe(31)
  })

  test('a restart on a warm store asks for nothing but who we are and what changed', async () => {
    const tracker = trackerOf(120)
    const first = await scriptedHost(tracker)
    await first.host.settled()
    const { ino } = await walk(first.host.vfs, 'PROJ/PROJ-7.md')
    tracker.forgetCounts()
    const second = await first.reopen()
    await second.host.settled()
    await vi.waitFor(() => expect(tracker.counts()).toEqual({ connect: 1, changes: 1 }))
    expect((await walk(second.host.vfs, 'PROJ/PROJ-7.md')).ino).toBe(ino)
  })

  test('a mount with nothing stored says at once that the tracker is unreachable', async () => {
    const tracker = trackerOf(1)
    tracker.knobs.offline = true
    await expect(scriptedHost(tracker)).rejects.toMatchObject({ kind: 'offline' })
  })
})

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
    await vi.waitFor(async () => expect(await text('PROJ/PROJ-1.md')).toContain('Edited unseen'), 5000)
    await vi.waitFor(() => expect(host.status().mounts[0]!.issues.known).toBe(9), 5000)
  })
})

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

describe('sweep', () => {
  const sweeping = { policy: { sweep: 50 } }

  test('finds what was deleted, moved and left the scope', async () => {
    const tracker = trackerOf(6)
    const { host, text } = await scriptedHost(tracker, sweeping)
    await host.settled()
    tracker.remove(idOf(tracker, 'PROJ-1'), false)
    await vi.waitFor(() => expect(host.status().mounts[0]!.issues.known).toBe(5), 5000)
    await expect(text('PROJ/PROJ-1.md')).rejects.toMatchObject({ kind: 'not-found' })
    expect(await text('PROJ/PROJ-2.md')).toContain('Title 2')
  })

  test('identities alone change nothing and fetch nothing', async () => {
    const tracker = trackerOf(6)
    const { host } = await scriptedHost(tracker, sweeping)
    await host.settled()
    const told = vi.fn()
    host.vfs.onInvalidate(told)
    await vi.waitFor(() => expect(tracker.count('sweep')).toBeGreaterThan(2), 5000)
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
})

test('another account forgets what the first one saw, and says so', async () => {
  const tracker = trackerOf(2)
  const first = await scriptedHost(tracker)
  await first.host.settled()
  tracker.account = { id: 'u2', name: 'Vic' }
  tracker.remove(idOf(tracker, 'PROJ-1'))
  const second = await first.reopen()
  await second.host.settled()
  expect(second.notices).toEqual([expect.stringContaining('forgotten')])
  await expect(second.text('PROJ/PROJ-1.md')).rejects.toMatchObject({ kind: 'not-found' })
  expect(await second.text('PROJ/PROJ-2.md')).toContain('Title 2')
})

test('names that differ in case only', async () => {
  const tracker = createTracker()
  tracker.create('proj', { title: 'Small' })
  tracker.create('PROJ', { title: 'Large' })
  tracker.create('proj', { title: 'Small too' })
  const { host, text } = await scriptedHost(tracker)
  await host.settled()
  const folders = (await list(host.vfs, rootIno)).filter(({ kind }) => kind === 'folder')
  expect(folders).toHaveLength(2)
  const texts = await Promise.all(
    folders.map(async ({ name, ino }) => {
      const files = (await list(host.vfs, ino)).filter(entry => entry.name !== 'index.md')
      return Promise.all(files.map(file => text(`${name}/${file.name}`)))
    }),
  )
  expect(texts.map(each => each.length).sort()).toEqual([1, 2])
})
