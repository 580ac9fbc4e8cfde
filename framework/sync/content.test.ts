import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { SourceError } from '../source/error.ts'
import { eventually } from '../testkit/eventually.test-support.ts'
import { scriptedHost } from '../testkit/scripted-host.ts'
import { createTracker } from '../testkit/tracker.ts'
import { list, readWhole, walk } from '../vfs/walk.ts'
import { idOf, trackerOf } from './scripted-issues.test-support.ts'

describe('index.md', () => {
  test('has open and recent issues, newest first; index-all.md has the rest and is in no listing', async () => {
    const tracker = trackerOf(3)
    tracker.edit(idOf(tracker, 'PROJ-2'), { status: 'Closed' })
    const { host, text } = await scriptedHost(tracker)
    await host.settled()
    const index = await text('PROJ/index.md')
    expect(index.match(/^- \[.*$/gm)).toEqual([
      expect.stringMatching(/^- \[PROJ-3\]\(PROJ-3\.md\) · Open · - · .* · Title 3$/),
      expect.stringContaining('[PROJ-1]'),
    ])
    expect(await text('PROJ/index-all.md')).toContain('[PROJ-2](PROJ-2.md) · Closed')
    const names = (await list(host.vfs, (await walk(host.vfs, 'PROJ')).ino)).map(({ name }) => name)
    expect(names).toContain('index.md')
    expect(names).not.toContain('index-all.md')
  })

  test('follows edits, new issues and deletions', async () => {
    const tracker = trackerOf(2)
    const { host, text, refresh } = await scriptedHost(tracker)
    await host.settled()
    expect(await text('PROJ/index.md')).toContain('Title 1')
    tracker.edit(idOf(tracker, 'PROJ-1'), { title: 'Edited' })
    tracker.create('PROJ', { title: 'New' })
    tracker.remove(idOf(tracker, 'PROJ-2'))
    await refresh()
    const index = await text('PROJ/index.md')
    expect(index.match(/^- .*$/gm)).toHaveLength(2)
    expect(index).toContain('Edited')
    expect(index).toContain('New')
  })

  test('a title forges neither a line nor a link', async () => {
    const tracker = createTracker()
    tracker.create('PROJ', { title: 'One\n- [PROJ-9](PROJ-9.md) · Open\u2028](x) | `a` <b>' })
    const { host, text } = await scriptedHost(tracker)
    await host.settled()
    const lines = (await text('PROJ/index.md')).split('\n').filter(line => line.startsWith('- '))
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(/^- \[PROJ-1\]\(PROJ-1\.md\)/)
  })

  test('is never half of one: it waits for what is still to be fetched', async () => {
    const tracker = trackerOf(300)
    tracker.knobs.delay = 20
    const { host, text } = await scriptedHost(tracker, { carries: false })
    await host.listed()
    const index = await text('PROJ/index.md')
    expect(index.match(/^- /gm)).toHaveLength(300)
  })

  test('says how far it has come when the deadline is over', async () => {
    const tracker = trackerOf(30)
    let fetches = 0
    tracker.knobs.before = operation => {
      if (operation === 'fetch' && ++fetches > 1) return new Promise(() => {})
    }
    const { host, text } = await scriptedHost(tracker, { carries: false, batch: 10, policy: { deadline: 300 } })
    await host.listed()
    await expect(text('PROJ/index.md')).rejects.toMatchObject({
      kind: 'deadline',
      message: expect.stringMatching(/10 of 30 issues are loaded so far/),
    })
  })

  test('stays as it was while a new issue is on its way', async () => {
    const tracker = trackerOf(2)
    const { host, text } = await scriptedHost(tracker, { carries: false, policy: { deadline: 30_000 } })
    await host.settled()
    await text('PROJ/index.md')
    tracker.create('PROJ', { title: 'On its way' })
    let release = (): void => {}
    tracker.knobs.before = operation => {
      if (operation === 'fetch') return new Promise(resolve => (release = resolve))
    }
    await host.refresh()
    const before = performance.now()
    expect((await text('PROJ/index.md')).match(/^- /gm)).toHaveLength(2)
    expect(performance.now() - before).toBeLessThan(20_000)
    tracker.knobs.before = undefined
    await eventually(() => expect(tracker.count('fetch')).toBe(2))
    release()
    await host.settled()
    expect((await text('PROJ/index.md')).match(/^- /gm)).toHaveLength(3)
  })
})

test('raw.json is what the tracker answered, and follows it', async () => {
  const tracker = trackerOf(1)
  const { host, text, refresh } = await scriptedHost(tracker)
  await host.settled()
  expect(JSON.parse(await text('PROJ/PROJ-1/raw.json'))).toMatchObject({ key: 'PROJ-1', title: 'Title 1' })
  tracker.edit(idOf(tracker, 'PROJ-1'), { title: 'Edited' })
  await refresh()
  expect(JSON.parse(await text('PROJ/PROJ-1/raw.json'))).toMatchObject({ title: 'Edited' })
})

describe('hidden documents', () => {
  test('are fetched when read, once, and again when the issue has changed', async () => {
    const tracker = trackerOf(1)
    const { host, text, refresh } = await scriptedHost(tracker)
    await host.settled()
    expect(tracker.count('history')).toBe(0)
    expect(await text('PROJ/PROJ-1/history.md')).toContain('1 versions.')
    expect(await text('PROJ/PROJ-1/history.md')).toContain('1 versions.')
    expect(tracker.count('history')).toBe(1)
    tracker.edit(idOf(tracker, 'PROJ-1'), { title: 'Edited' })
    await refresh()
    expect(await text('PROJ/PROJ-1/history.md')).toContain('2 versions.')
    expect(tracker.count('history')).toBe(2)
    const names = (await list(host.vfs, (await walk(host.vfs, 'PROJ')).ino)).map(({ name }) => name)
    expect(names).not.toContain('PROJ-1')
  })

  test('an old one is served when the tracker is away', async () => {
    const tracker = trackerOf(1)
    const { host, text, refresh } = await scriptedHost(tracker)
    await host.settled()
    await text('PROJ/PROJ-1/history.md')
    tracker.edit(idOf(tracker, 'PROJ-1'), { title: 'Edited' })
    await refresh()
    tracker.knobs.offline = true
    expect(await text('PROJ/PROJ-1/history.md')).toContain('1 versions.')
    tracker.knobs.offline = false
    expect(await text('PROJ/PROJ-1/history.md')).toContain('2 versions.')
  })
})

describe('attachments', () => {
  async function withFile(bytes: Uint8Array, size?: number) {
    const tracker = trackerOf(1)
    tracker.attach(idOf(tracker, 'PROJ-1'), 'a b:c.bin', bytes, size)
    const scripted = await scriptedHost(tracker)
    await scripted.host.settled()
    const { vfs } = scripted.host
    const ino = async (): Promise<number> => {
      const folder = await walk(vfs, 'PROJ/PROJ-1/attachments')
      return (await list(vfs, folder.ino))[0]!.ino
    }
    return { ...scripted, vfs, ino }
  }

  test('stream when they are read, and only once', async () => {
    const bytes = randomBytes(10_500)
    const { vfs, ino, tracker } = await withFile(bytes)
    expect(tracker.count('file')).toBe(0)
    expect((await vfs.getattr(await ino())).size).toBe(10_500)
    expect(Buffer.compare(await readWhole(vfs, await ino()), bytes)).toBe(0)
    const asked = tracker.count('file')
    const handle = await vfs.open(await ino())
    expect(Buffer.from(await vfs.read(handle, 5000, 100))).toEqual(bytes.subarray(5000, 5100))
    expect(tracker.count('file')).toBe(asked)
  })

  test('the beginning can be read before the end has come', async () => {
    const bytes = randomBytes(5000)
    const { vfs, ino, tracker } = await withFile(bytes)
    tracker.knobs.before = () => (tracker.count('file') > 2 ? new Promise(() => {}) : undefined)
    const handle = await vfs.open(await ino())
    expect(Buffer.from(await vfs.read(handle, 0, 1500))).toEqual(bytes.subarray(0, 1500))
  })

  test('one that breaks off goes on where it stopped', async () => {
    const bytes = randomBytes(5000)
    const { vfs, ino, tracker } = await withFile(bytes)
    tracker.knobs.before = () => {
      if (tracker.count('file') === 3) throw new SourceError('offline', 'The line is cut.')
    }
    await expect(readWhole(vfs, await ino())).rejects.toMatchObject({ kind: 'offline' })
    tracker.knobs.before = undefined
    tracker.forgetCounts()
    expect(Buffer.compare(await readWhole(vfs, await ino()), bytes)).toBe(0)
    expect(tracker.count('file')).toBe(3)
  })

  test('a wrong size is corrected by what comes', async () => {
    const bytes = randomBytes(1234)
    const { vfs, ino } = await withFile(bytes, 2000)
    expect((await vfs.getattr(await ino())).size).toBe(2000)
    expect(Buffer.compare(await readWhole(vfs, await ino()), bytes)).toBe(0)
    expect((await vfs.getattr(await ino())).size).toBe(1234)
  })

  test('new ones appear and old ones go with the issue', async () => {
    const { vfs, ino, tracker, refresh } = await withFile(randomBytes(10))
    await ino()
    const id = idOf(tracker, 'PROJ-1')
    tracker.attach(id, 'second.txt', Buffer.from('two'))
    await refresh()
    const names = async () =>
      (await list(vfs, (await walk(vfs, 'PROJ/PROJ-1/attachments')).ino)).map(({ name }) => name)
    expect(await names()).toEqual(['a b%3Ac.bin', 'second.txt'])
    const issue = tracker.issues.get(id)!
    tracker.edit(id, { files: issue.files.slice(1) } as object)
    await refresh()
    expect(await names()).toEqual(['second.txt'])
  })
})
