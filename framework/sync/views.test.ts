import { expect, onTestFinished, test } from 'vitest'
import type { Host } from '../host.ts'
import { openHost } from '../host.ts'
import { rootIno } from '../store/contract.ts'
import { eventually } from '../testkit/eventually.test-support.ts'
import { scriptedHost, temporaryFolder, textOf } from '../testkit/scripted-host.ts'
import { scriptedSource } from '../testkit/scripted-source.ts'
import { createTracker, type Tracker } from '../testkit/tracker.ts'
import { list, walk } from '../vfs/walk.ts'

function trackerOf(...keys: readonly (readonly [project: string, status: string])[]): Tracker {
  const tracker = createTracker()
  for (const [project, status] of keys) tracker.create(project, { status })
  return tracker
}

const names = async (host: Host, path: string): Promise<readonly string[]> => {
  const { ino } = path === '' ? { ino: rootIno } : await walk(host.vfs, path)
  return (await list(host.vfs, ino)).map(({ name }) => name).sort()
}

const target = async (host: Host, path: string): Promise<string> => host.vfs.readlink((await walk(host.vfs, path)).ino)

/** Waits until a view has aged. */
async function aged(host: Host, view: string): Promise<void> {
  const { ino } = await walk(host.vfs, view)
  await eventually(() => expect(host.store.read.nodes.node(ino)!.state).toBe('stale'))
}

test('a source that can search has views; each is read when it is first entered', async () => {
  const tracker = trackerOf(['PROJ', 'Open'], ['PROJ', 'Closed'], ['OPS', 'Open'])
  tracker.knobs.pageSize = 1
  const { host } = await scriptedHost(tracker, { searches: true, views: { 'done/all': 'status = Closed' } })
  await host.settled()
  expect(await names(host, '')).toEqual(['OPS', 'PROJ', 'README.md'])
  expect(await names(host, 'views')).toEqual(['done%2Fall', 'open'])
  expect(tracker.count('search')).toBe(0)
  expect(await names(host, 'views/open')).toEqual(['OPS-1.md', 'PROJ-1.md'])
  expect(tracker.count('search')).toBe(2)
  expect(await target(host, 'views/open/OPS-1.md')).toBe('../../OPS/OPS-1.md')
  expect(await textOf(host, 'views/open/PROJ-1.md')).toContain('key: PROJ-1')
  expect(await names(host, 'views/done%2Fall')).toEqual(['PROJ-2.md'])
  await names(host, 'views/open')
  expect(tracker.count('search')).toBe(3)
  expect(host.status().mounts[0]!.views).toMatchObject([
    { name: 'open', query: 'status = Open', issues: 2, leftOut: 0 },
    { name: 'done/all', issues: 1 },
  ])
  expect(host.status().mounts[0]!.condition).toBe('fresh')
})

test('without search there is no folder, and a tracker may have a project of that name', async () => {
  const tracker = trackerOf(['views', 'Open'])
  const plain = await scriptedHost(tracker)
  await plain.host.settled()
  expect(await plain.text('views/views-1.md')).toContain('key: views-1')
  const { ino } = await walk(plain.host.vfs, 'views/views-1.md')
  const { host } = await plain.reopen({ searches: true })
  await host.settled()
  const [project] = (await names(host, '')).filter(name => name.startsWith('views%='))
  expect((await walk(host.vfs, `${project}/views-1.md`)).ino).toBe(ino)
  expect(await names(host, 'views/open')).toEqual(['views-1.md'])
  expect(await target(host, 'views/open/views-1.md')).toBe(`../../${project}/views-1.md`)
  tracker.create('views')
  await host.refresh()
  await host.settled()
  expect(await names(host, project!)).toContain('views-2.md')
  const first = await scriptedHost(tracker, { searches: true })
  await first.host.settled()
  expect(await names(first.host, project!)).toContain('views-2.md')
})

test('a name in a view that nobody has entered yet', async () => {
  const { host } = await scriptedHost(trackerOf(['PROJ', 'Open']), { searches: true })
  expect(await textOf(host, 'views/open/PROJ-1.md')).toContain('key: PROJ-1')
  await expect(walk(host.vfs, 'views/open/PROJ-9.md')).rejects.toMatchObject({ kind: 'not-found' })
  await expect(walk(host.vfs, 'views/nothing')).rejects.toMatchObject({ kind: 'not-found' })
})

test('a view that has aged is read again when it is entered; links that stay keep their inodes', async () => {
  const tracker = trackerOf(['PROJ', 'Open'], ['PROJ', 'Open'])
  const { host } = await scriptedHost(tracker, { searches: true, policy: { view: 300 } })
  await host.settled()
  await names(host, 'views/open')
  const { ino } = await walk(host.vfs, 'views/open/PROJ-1.md')
  const [, second] = [...tracker.issues.keys()]
  tracker.edit(second!, { status: 'Closed' })
  tracker.create('PROJ')
  expect(await names(host, 'views/open')).toEqual(['PROJ-1.md', 'PROJ-2.md'])
  await aged(host, 'views/open')
  expect(await names(host, 'views/open')).toEqual(['PROJ-1.md', 'PROJ-3.md'])
  expect((await walk(host.vfs, 'views/open/PROJ-1.md')).ino).toBe(ino)
})

test('one that can not be read again in time is shown as it was, and the next one who enters does not wait', async () => {
  const tracker = trackerOf(['PROJ', 'Open'])
  const { host } = await scriptedHost(tracker, { searches: true, policy: { deadline: 2000, view: 900 } })
  await host.settled()
  await names(host, 'views/open')
  await aged(host, 'views/open')
  tracker.knobs.hangs = true
  expect(await names(host, 'views/open')).toEqual(['PROJ-1.md'])
  const before = performance.now()
  expect(await names(host, 'views/open')).toEqual(['PROJ-1.md'])
  expect(performance.now() - before).toBeLessThan(1900)
})

test('one that was never read is an error while the tracker is away, never an empty folder', async () => {
  const tracker = trackerOf(['PROJ', 'Open'])
  const { host } = await scriptedHost(tracker, { searches: true, views: { wrong: 'nonsense' } })
  await host.settled()
  await expect(names(host, 'views/wrong')).rejects.toMatchObject({ kind: 'invalid' })
  tracker.knobs.offline = true
  await expect(names(host, 'views/open')).rejects.toMatchObject({ kind: 'offline' })
})

test('views are kept: a restart without a network shows them; another query of the same name does not', async () => {
  const tracker = trackerOf(['PROJ', 'Open'], ['PROJ', 'Closed'])
  const views = { sprint: 'status = Open' }
  const first = await scriptedHost(tracker, { searches: true, views })
  await first.host.settled()
  await names(first.host, 'views/sprint')
  tracker.knobs.offline = true
  const second = await first.reopen({ views })
  expect(await names(second.host, 'views/sprint')).toEqual(['PROJ-1.md'])
  const third = await second.reopen({ views: { sprint: 'status = Closed' } })
  await expect(names(third.host, 'views/sprint')).rejects.toMatchObject({ kind: 'offline' })
  const fourth = await third.reopen({ views: {} })
  expect(await names(fourth.host, 'views')).toEqual(['open'])
  const fifth = await fourth.reopen({ searches: false })
  expect(await names(fifth.host, '')).not.toContain('views')
})

test('moved and deleted issues leave views', async () => {
  const tracker = trackerOf(['PROJ', 'Open'], ['PROJ', 'Open'], ['PROJ', 'Open'])
  const { host, refresh } = await scriptedHost(tracker, { searches: true })
  await host.settled()
  await names(host, 'views/open')
  const [first, second] = [...tracker.issues.keys()]
  tracker.remove(first!)
  tracker.move(second!, 'OPS')
  await refresh()
  expect(host.store.read.nodes.children((await walk(host.vfs, 'views/open')).ino, 0, 10)).toHaveLength(1)
  expect(await names(host, 'views/open')).toEqual(['OPS-1.md', 'PROJ-3.md'])
})

test('an issue whose folder nobody has entered is stored; one whose folder the mount does not have is left out', async () => {
  const tracker = trackerOf(['PROJ', 'Open'], ['OTHER', 'Open'])
  tracker.projects.delete('OTHER')
  const { host } = await scriptedHost(tracker, { searches: true, listing: 'folders' })
  expect(await names(host, 'views/open')).toEqual(['PROJ-1.md'])
  expect(await textOf(host, 'views/open/PROJ-1.md')).toContain('key: PROJ-1')
  expect(tracker.count('list')).toBe(0)
  expect(host.status().mounts[0]!.views).toMatchObject([{ issues: 1, leftOut: 1 }])
  expect(await names(host, '')).toEqual(['PROJ', 'README.md'])
})

test('an unlisted issue that has left a view is asked for: it may be gone', async () => {
  const tracker = trackerOf(['PROJ', 'Open'])
  const { host } = await scriptedHost(tracker, { searches: true, listing: 'folders' })
  await names(host, 'views/open')
  await host.settled()
  tracker.remove([...tracker.issues.keys()][0]!)
  await host.refresh('views/open')
  expect(await names(host, 'views/open')).toEqual([])
  await eventually(async () =>
    expect(host.store.read.nodes.child((await walk(host.vfs, 'PROJ')).ino, 'PROJ-1.md')).toBeUndefined(),
  )
})

test('issues of two folders with one name', async () => {
  const { host } = await scriptedHost(trackerOf(['x', 'Open'], ['X', 'Open']), { searches: true })
  await host.settled()
  const found = await names(host, 'views/open')
  expect(found).toHaveLength(2)
  const texts = await Promise.all(found.map(name => textOf(host, `views/open/${name}`)))
  expect(texts.join()).toContain('key: x-1')
  expect(texts.join()).toContain('key: X-1')
})

test('a search that goes on where it began is an error', async () => {
  const source = scriptedSource(trackerOf(['PROJ', 'Open']), { searches: true })
  const open = source.open({})
  const session = { ...('routes' in open ? open : { routes: open }), search: async () => ({ items: [], next: 'x' }) }
  const host = openHost({
    mounts: [{ name: '', source: { ...source, open: () => session }, options: {} }],
    cacheFolder: await temporaryFolder(),
  })
  onTestFinished(() => host.stop())
  await host.start()
  await expect(names(host, 'views/open')).rejects.toMatchObject({ kind: 'unexpected' })
})

test('another account sees other views', async () => {
  const tracker = trackerOf(['PROJ', 'Open'])
  const first = await scriptedHost(tracker, { searches: true })
  await first.host.settled()
  await names(first.host, 'views/open')
  tracker.account = { id: 'u2', name: 'Vic' }
  tracker.create('OPS')
  const second = await first.reopen()
  await second.host.settled()
  expect(await names(second.host, 'views/open')).toEqual(['OPS-1.md', 'PROJ-1.md'])
})
