import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { type Host, openHost } from '../host.ts'
import { SourceError } from '../source/error.ts'
import { eventually } from '../testkit/eventually.test-support.ts'
import { quiet, temporaryFolder, textOf } from '../testkit/scripted-host.ts'
import { type ScriptedOptions, scriptedSource } from '../testkit/scripted-source.ts'
import { createTracker, type Tracker } from '../testkit/tracker.ts'
import { list, walk } from '../vfs/walk.ts'
import type { FreshnessPolicy } from './freshness.ts'
import { hasCome } from './freshness.ts'

const hour = 3_600_000
const day = 24 * hour

interface ClockedHost {
  readonly host: Host
  readonly tracker: Tracker
  /** Sets the clock, by milliseconds. */
  set(by: number): void
}

/** A host whose clock can be set. */
async function clockedHost(
  count: number,
  policy: Partial<FreshnessPolicy>,
  options: ScriptedOptions = {},
): Promise<ClockedHost> {
  const tracker = createTracker()
  for (let number = 1; number <= count; number++) tracker.create('PROJ', { title: `Title ${number}` })
  tracker.knobs.pageSize = 3
  let shift = 0
  const host = openHost({
    mounts: [{ name: '', source: scriptedSource(tracker, options), options: {} }],
    cacheFolder: join(await temporaryFolder(), 'cache'),
    policy: { ...quiet, ...policy },
    now: () => Date.now() + shift,
  })
  onTestFinished(() => host.stop())
  await host.start()
  await host.settled()
  return { host, tracker, set: by => (shift += by) }
}

/** Something is read, so that what is due is done. */
async function look(host: Host): Promise<void> {
  await textOf(host, 'PROJ/PROJ-1.md')
}

test('a clock that is set back in the middle of a sweep takes nothing away', async () => {
  const { host, tracker, set } = await clockedHost(9, { shortest: hour, longest: 10 * hour, sweep: 3 * hour })
  let sweeps = 0
  tracker.knobs.before = operation => {
    if (operation === 'sweep' && ++sweeps === 2) set(-hour)
  }
  set(4 * hour)
  await look(host)
  await eventually(() => expect(sweeps).toBeGreaterThanOrEqual(3))
  await new Promise(resolve => setTimeout(resolve, 200))
  expect(host.status().mounts[0]!.issues).toMatchObject({ known: 9, failing: 0 })
  expect(await textOf(host, 'PROJ/PROJ-9.md')).toContain('Title 9')
  expect(tracker.count('fetch')).toBe(0)
})

test('a clock that was a day ahead and is right again does not stop the polls for a day', async () => {
  const { tracker, set } = await clockedHost(3, { shortest: 20, longest: 200 })
  set(day)
  await eventually(() => expect(tracker.count('changes')).toBeGreaterThan(3))
  set(-day)
  tracker.forgetCounts()
  await eventually(() => expect(tracker.count('changes')).toBeGreaterThan(1))
})

test('a name that was not there a day ahead is asked for again', async () => {
  const { host, tracker, set } = await clockedHost(1, {}, { listing: 'folders' })
  set(day)
  await expect(textOf(host, 'PROJ/PROJ-2.md')).rejects.toThrow('The tracker has no')
  set(-day)
  tracker.create('PROJ', { title: 'New' })
  expect(await textOf(host, 'PROJ/PROJ-2.md')).toContain('New')
})

test('an issue that failed a day ahead is tried again', async () => {
  const { host, tracker, set } = await clockedHost(2, {})
  const { id } = [...tracker.issues.values()][0]!
  tracker.knobs.failing.set(id, new SourceError('unexpected', 'Broken.'))
  set(day)
  await host.refresh('PROJ/PROJ-1.md').catch(() => {})
  set(-day)
  tracker.knobs.failing.clear()
  expect(host.status().mounts[0]!.issues.failing).toBe(1)
  await eventually(() => expect(host.status().mounts[0]!.issues.failing).toBe(0))
})

test('a view that was read a day ahead is read again', async () => {
  const { host, tracker, set } = await clockedHost(2, { view: 50, shortest: 20, longest: 200 }, { searches: true })
  set(day)
  await list(host.vfs, (await walk(host.vfs, 'views/open')).ino)
  set(-day)
  tracker.create('PROJ', { title: 'New' })
  await eventually(async () => {
    const found = await list(host.vfs, (await walk(host.vfs, 'views/open')).ino)
    expect(found.map(({ name }) => name)).toContain('PROJ-3.md')
  })
})

test('a time has come when it is over, or further away than it can have been', () => {
  expect(hasCome(99, 100, 10)).toBe(true)
  expect(hasCome(105, 100, 10)).toBe(false)
  expect(hasCome(111, 100, 10)).toBe(true)
})
