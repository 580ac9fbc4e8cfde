import { describe, expect, test } from 'vitest'
import { rootIno } from '../store/contract.ts'
import { eventually } from '../testkit/eventually.test-support.ts'
import { scriptedHost } from '../testkit/scripted-host.ts'
import { createTracker } from '../testkit/tracker.ts'
import { list, walk } from '../vfs/walk.ts'
import { idOf, trackerOf } from './scripted-issues.test-support.ts'

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
    await eventually(() => expect(calls).toBe(3))
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
    await eventually(() => expect(calls).toBe(3))
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
    await eventually(() => expect(tracker.counts()).toEqual({ connect: 1, changes: 1 }))
    expect((await walk(second.host.vfs, 'PROJ/PROJ-7.md')).ino).toBe(ino)
  })

  test('a mount with nothing stored says at once that the tracker is unreachable', async () => {
    const tracker = trackerOf(1)
    tracker.knobs.offline = true
    await expect(scriptedHost(tracker)).rejects.toMatchObject({ kind: 'offline' })
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
