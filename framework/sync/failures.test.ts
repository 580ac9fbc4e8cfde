import { describe, expect, test } from 'vitest'
import { SourceError } from '../source/error.ts'
import { rootIno } from '../store/contract.ts'
import { eventually } from '../testkit/eventually.test-support.ts'
import { scriptedHost, textOf } from '../testkit/scripted-host.ts'
import { list, walk } from '../vfs/walk.ts'
import { idOf, trackerOf } from './scripted-issues.test-support.ts'

describe('what fails', () => {
  const failing = new SourceError('unexpected', 'This one is broken.')

  test('one failing issue is left alone, the others come', async () => {
    const tracker = trackerOf(20)
    tracker.knobs.failing.set(idOf(tracker, 'PROJ-3'), failing)
    const { host, text } = await scriptedHost(tracker, { carries: false })
    await host.settled()
    expect(await text('PROJ/PROJ-4.md')).toContain('Title 4')
    await expect(text('PROJ/PROJ-3.md')).rejects.toMatchObject({ message: 'This one is broken.' })
    expect(await text('PROJ/index.md')).toContain('1 issue could not be read: `PROJ-3`')
    expect(host.status().mounts[0]!.problems).toMatchObject([{ key: 'PROJ-3', kind: 'unexpected' }])
    tracker.knobs.failing.clear()
    await eventually(async () => expect(await text('PROJ/PROJ-3.md')).toContain('Title 3'))
    expect(await text('PROJ/index.md')).not.toContain('could not be read')
  })

  test('a batch that fails is split until the bad one stands alone', async () => {
    const tracker = trackerOf(64)
    tracker.knobs.poison.add(idOf(tracker, 'PROJ-9'))
    const { host } = await scriptedHost(tracker, { carries: false })
    await host.settled()
    expect(host.status().mounts[0]!.issues).toMatchObject({ known: 64, failing: 1 })
    expect(tracker.count('fetch')).toBeLessThan(20)
  })

  test('a tracker on which every batch fails is not stormed', async () => {
    const tracker = trackerOf(100)
    for (const id of tracker.issues.keys()) tracker.knobs.poison.add(id)
    const { host } = await scriptedHost(tracker, { carries: false })
    await eventually(() => expect(host.status().mounts[0]!.issues.failing).toBe(100))
    expect(tracker.count('fetch')).toBeLessThan(40)
  })

  test('a fetch that answers too few is an error, not a shift of answers', async () => {
    const tracker = trackerOf(3)
    tracker.knobs.withheld = 1
    const { host, text } = await scriptedHost(tracker, { carries: false })
    await host.settled()
    await expect(text('PROJ/PROJ-1.md')).rejects.toMatchObject({ kind: 'unexpected' })
  })

  test('denied once is tried again; denied twice is EACCES and leaves the index', async () => {
    const tracker = trackerOf(3)
    const { host, text, refresh } = await scriptedHost(tracker)
    await host.settled()
    const id = idOf(tracker, 'PROJ-2')
    tracker.knobs.denied.add(id)
    await expect(host.refresh('PROJ/PROJ-2.md')).rejects.toMatchObject({ kind: 'denied' })
    expect(await text('PROJ/PROJ-2.md')).toContain('Title 2')
    await expect(host.refresh('PROJ/PROJ-2.md')).rejects.toMatchObject({ kind: 'denied' })
    await expect(text('PROJ/PROJ-2.md')).rejects.toMatchObject({ kind: 'denied' })
    expect(await text('PROJ/index.md')).not.toContain('[PROJ-2]')
    tracker.knobs.denied.clear()
    tracker.edit(id, { text: 'Open again.' })
    await refresh()
    expect(await text('PROJ/PROJ-2.md')).toContain('Open again.')
    expect(await text('PROJ/index.md')).toContain('[PROJ-2]')
  })

  test('a renderer that throws for one issue fails it alone, and a new one mends it without a request', async () => {
    const tracker = trackerOf(3)
    const first = await scriptedHost(tracker, {
      render({ key, title }) {
        if (key === 'PROJ-2') throw new Error('no such thing')
        return { title, body: '' }
      },
    })
    await first.host.settled()
    expect(await first.text('PROJ/PROJ-1.md')).toContain('Title 1')
    await expect(first.text('PROJ/PROJ-2.md')).rejects.toMatchObject({
      message: expect.stringContaining('no such thing'),
    })
    tracker.forgetCounts()
    const second = await first.reopen({ revision: 2, render: ({ title }) => ({ title: `New ${title}`, body: '' }) })
    await second.host.settled()
    expect(await second.text('PROJ/PROJ-2.md')).toContain('# New Title 2')
    expect(await second.text('PROJ/PROJ-1.md')).toContain('# New Title 1')
    expect(second.host.status().mounts[0]!.issues.failing).toBe(0)
    expect(tracker.count('list') + tracker.count('fetch')).toBe(0)
  })

  test('an answer that was on its way while a newer one came does not undo it', async () => {
    const tracker = trackerOf(1)
    const { host, text, refresh } = await scriptedHost(tracker)
    await host.settled()
    const id = idOf(tracker, 'PROJ-1')
    const old = tracker.issues.get(id)!
    let release = (): void => {}
    tracker.knobs.before = operation => {
      if (operation === 'fetch') return new Promise(resolve => (release = resolve))
    }
    tracker.edit(id, { title: 'First' })
    const asked = host.refresh('PROJ/PROJ-1.md')
    await eventually(() => expect(tracker.count('fetch')).toBe(1))
    tracker.edit(id, { title: 'Second' })
    await refresh().catch(() => {})
    ;(tracker.issues as Map<string, unknown>).set(id, { ...old, version: 99, title: 'Old' })
    tracker.knobs.before = undefined
    release()
    await asked
    expect(await text('PROJ/PROJ-1.md')).toContain('# Second')
  })
})

describe('offline', () => {
  test('everything stored reads, news come by themselves when it is back', async () => {
    const tracker = trackerOf(3)
    const first = await scriptedHost(tracker)
    await first.host.settled()
    tracker.knobs.offline = true
    const { host, text, notices } = await first.reopen({ policy: { shortest: 20, longest: 20 } })
    expect(notices).toEqual([expect.stringContaining('Going on with what is stored')])
    expect(await text('PROJ/PROJ-1.md')).toContain('Title 1')
    expect(await text('PROJ/index.md')).toContain('[PROJ-3]')
    await eventually(() => expect(host.status().mounts[0]!.condition).toBe('offline'))
    tracker.edit(idOf(tracker, 'PROJ-1'), { title: 'Meanwhile' })
    tracker.knobs.offline = false
    await eventually(async () => expect(await text('PROJ/PROJ-1.md')).toContain('Meanwhile'))
    await eventually(() => expect(host.status().mounts[0]!.condition).toBe('fresh'))
  })

  test('a tracker that never answers: the stored is immediate, the unknown is late', async () => {
    const tracker = trackerOf(3)
    const first = await scriptedHost(tracker)
    await first.host.settled()
    tracker.create('PROJ', { title: 'Unknown' })
    const second = await first.reopen({ carries: false, policy: { deadline: 3000 } })
    await second.host.listed()
    tracker.create('PROJ', { title: 'Late' })
    let fetches = 0
    tracker.knobs.before = operation => {
      if (operation === 'fetch' && ++fetches) tracker.knobs.hangs = true
      if (operation === 'fetch') return new Promise(() => {})
    }
    await second.host.refresh()
    const before = performance.now()
    expect(await second.text('PROJ/PROJ-1.md')).toContain('Title 1')
    expect(performance.now() - before).toBeLessThan(2900)
    await expect(second.text('PROJ/PROJ-5.md')).rejects.toMatchObject({ kind: 'deadline' })
  })

  test('several mounts, one of them down', async () => {
    const { openHost } = await import('../host.ts')
    const { scriptedSource } = await import('../testkit/scripted-source.ts')
    const { temporaryFolder, quiet } = await import('../testkit/scripted-host.ts')
    const [up, down] = [trackerOf(2, 'UP'), trackerOf(2, 'DOWN')]
    down.knobs.offline = true
    const cacheFolder = await temporaryFolder()
    const notices: string[] = []
    const mounts = [
      { name: 'up', source: scriptedSource(up), options: {} },
      { name: 'down', source: scriptedSource(down), options: {} },
    ]
    const host = openHost({
      mounts,
      cacheFolder,
      policy: { ...quiet, shortest: 20 },
      onNotice: text => notices.push(text),
    })
    await host.start()
    expect(notices.join()).toContain('It is tried again')
    await eventually(async () => expect(await textOf(host, 'up/UP/UP-1.md')).toContain('Title 1'))
    expect((await list(host.vfs, rootIno)).map(({ name }) => name)).toEqual(['up', 'down'])
    const folder = await walk(host.vfs, 'down')
    await expect(list(host.vfs, folder.ino)).rejects.toMatchObject({ kind: 'offline' })
    down.knobs.offline = false
    await eventually(async () => expect(await textOf(host, 'down/DOWN/DOWN-1.md')).toContain('Title 1'))
    await host.stop()

    const one = openHost({ mounts: mounts.slice(0, 1), cacheFolder, policy: quiet })
    await one.start()
    expect((await list(one.vfs, rootIno)).map(({ name }) => name)).toEqual(['up'])
    await one.stop()
    const alone = openHost({ mounts: [{ ...mounts[0]!, name: '' }], cacheFolder, policy: quiet })
    await alone.start()
    expect((await list(alone.vfs, rootIno)).map(({ name }) => name)).toContain('UP')
    await alone.stop()
  })
})
