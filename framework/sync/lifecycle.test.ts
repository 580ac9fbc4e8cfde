import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openHost } from '../host.ts'
import { SourceError } from '../source/error.ts'
import { feed } from '../source/feed.ts'
import { documents } from '../source/route.ts'
import { defineSource } from '../source/source.ts'
import { markdownText } from '../source/text.ts'
import { rootIno } from '../store/contract.ts'
import { openStore } from '../store/sqlite.ts'
import { eventually } from '../testkit/eventually.test-support.ts'
import { quiet, scriptedHost, temporaryFolder, textOf } from '../testkit/scripted-host.ts'
import { createTracker } from '../testkit/tracker.ts'
import { walk } from '../vfs/walk.ts'
import { keptFor, startUpkeep } from './upkeep.ts'

test('nothing is left that keeps the process alive once the host has stopped', async () => {
  const folder = await temporaryFolder()
  const at = (path: string): string => JSON.stringify(new URL(path, import.meta.url).href)
  const script = `
    import { openHost } from ${at('../host.ts')}
    import { scriptedSource } from ${at('../testkit/scripted-source.ts')}
    import { createTracker } from ${at('../testkit/tracker.ts')}
    const tracker = createTracker()
    for (let at = 0; at < 30; at++) tracker.create('PROJ')
    process.on('unhandledRejection', thrown => { console.log('unhandled', thrown); process.exit(9) })
    const host = openHost({
      mounts: [{ name: '', source: scriptedSource(tracker, { carries: false }), options: {} }],
      cacheFolder: ${JSON.stringify(folder)}, stateFolder: ${JSON.stringify(`${folder}/state`)},
    })
    await host.start()
    await host.settled()
    tracker.knobs.hangs = true
    tracker.create('PROJ')
    const asked = host.refresh().catch(() => {})
    const missing = host.vfs.lookup(1, 'NOWHERE').catch(() => {})
    await new Promise(resolve => setTimeout(resolve, 50))
    await host.stop()
    await asked
    await missing
    const left = process.getActiveResourcesInfo().filter(name => /Timeout|TCP|Worker|FSReq/.test(name))
    console.log('left', left.join())`
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module-typescript', '--eval', script], {
    timeout: 20_000,
  })
  expect(stdout).toBe('left \n')
})

test('stopping twice, before starting, or while everything hangs', async () => {
  const tracker = createTracker()
  tracker.create('PROJ')
  const idle = await scriptedHost(tracker, { start: false })
  await idle.host.stop()
  await idle.host.stop()
  const busy = await scriptedHost(tracker)
  tracker.knobs.before = () => new Promise(() => {})
  const asked = busy.host.refresh().catch(thrown => thrown.kind)
  await busy.host.stop()
  expect(await asked).toBe('cancelled')
})

test('a disk that is full for a while loses nothing and ends no loop', async () => {
  const tracker = createTracker()
  for (let at = 0; at < 20; at++) tracker.create('PROJ', { text: 'x'.repeat(2000) })
  const { host, text, errors, refresh } = await scriptedHost(tracker, { policy: { shortest: 50, longest: 50 } })
  await host.settled()
  const { transaction } = host.store
  const full = vi.spyOn(host.store, 'transaction').mockImplementation(() => {
    throw new SourceError('full', 'The disk is full.')
  })
  tracker.create('PROJ', { title: 'Later' })
  await eventually(() => expect(errors.some(({ kind }) => kind === 'full')).toBe(true))
  expect(await text('PROJ/PROJ-1.md')).toContain('xxx')
  full.mockImplementation(transaction)
  await eventually(async () => expect(await text('PROJ/PROJ-21.md')).toContain('Later'))
  await refresh()
})

test('one feed that fails keeps no other from being polled', async () => {
  const polled: string[] = []
  let broken = false
  const source = defineSource({
    name: 'two',
    summary: 'Two feeds.',
    revision: 1,
    options: {},
    open: () => ({
      routes: [
        documents('{project}/{key}.md', {
          fetch: async wants => wants.map(() => ({ status: 'gone' as const })),
          render: () => ({ front: {}, title: 'T', body: markdownText('') }),
        }),
      ],
      feeds: ['first', 'second'].map(name =>
        feed('', {
          name,
          list: async () => ({
            items: [{ route: '{project}/{key}.md', key: { project: name, key: 'A' }, id: name, entity: {} }],
          }),
          async changes() {
            polled.push(name)
            if (broken && name === 'first') throw new SourceError('unexpected', 'The first feed is broken.')
            return { changes: [], next: 'n', more: false }
          },
        }),
      ),
    }),
  })
  const host = openHost({
    mounts: [{ name: '', source, options: {} }],
    cacheFolder: await temporaryFolder(),
    policy: { ...quiet, shortest: 20, longest: 20 },
  })
  onTestFinished(() => host.stop())
  await host.start()
  await host.settled()
  broken = true
  await eventually(() => expect(host.status().mounts[0]!.lastError?.sentence).toBe('The first feed is broken.'))
  polled.length = 0
  await eventually(() => expect(polled.filter(name => name === 'second').length).toBeGreaterThan(3))
  expect(polled.filter(name => name === 'first').length).toBeLessThan(3)
})

test('a tracker that asks for patience is left alone for as long', async () => {
  const tracker = createTracker()
  tracker.create('PROJ')
  const { host } = await scriptedHost(tracker, { policy: { shortest: 10, longest: 10 } })
  await host.settled()
  tracker.knobs.before = () => {
    throw new SourceError('rate-limited', 'Too many requests.', { retryAfter: 60_000 })
  }
  await eventually(() => expect(host.status().mounts[0]!.condition).toBe('failing'))
  tracker.forgetCounts()
  await new Promise(resolve => setTimeout(resolve, 300))
  await host.vfs.lookup(rootIno, 'PROJ')
  expect(tracker.counts()).toEqual({})
})

test('older texts are forgotten after fourteen days', async () => {
  const store = openStore(await temporaryFolder())
  onTestFinished(() => store.close())
  let now = 1_000_000
  const put = (text: string, revision: string): void =>
    store.transaction(write => {
      const document = write.documents.put(Buffer.from(text))
      write.documents.setVersion(1, document, revision, write.epoch, now)
    })
  put('one', 'r1')
  put('two', 'r2')
  now += keptFor - 1
  startUpkeep(
    store,
    () => {},
    () => now,
  )()
  expect(store.read.documents.version(1, 'r1')).toBeDefined()
  now += 2
  startUpkeep(
    store,
    () => {},
    () => now,
  )()
  expect(store.read.documents.version(1, 'r1')).toBeUndefined()
  expect(store.read.documents.version(1, 'r2')).toBeDefined()
})

test('status.json says how fresh it is and what went wrong', async () => {
  const tracker = createTracker()
  const { id } = tracker.create('PROJ')
  tracker.create('PROJ')
  tracker.knobs.failing.set(id, new SourceError('unexpected', 'Broken.'))
  const { host, text } = await scriptedHost(tracker, { carries: false })
  await host.settled()
  const status = JSON.parse(await text('.issuefs/status.json'))
  expect(status.mounts[0]).toMatchObject({
    source: 'scripted',
    account: 'Uma',
    issues: { known: 2, failing: 1 },
    problems: [{ key: 'PROJ-1', sentence: 'Broken.' }],
  })
  expect((await walk(host.vfs, '.issuefs/status.json')).size).toBe((await textOf(host, '.issuefs/status.json')).length)
})
