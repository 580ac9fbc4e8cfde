import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openHost } from '../host.ts'
import { sessionOf } from '../plugin/session.ts'
import { SourceError } from '../source/error.ts'
import type { AnySource, Connection } from '../source/source.ts'
import { eventually } from '../testkit/eventually.test-support.ts'
import { quiet, scriptedHost, temporaryFolder, textOf } from '../testkit/scripted-host.ts'
import { scriptedSource } from '../testkit/scripted-source.ts'
import type { Tracker } from '../testkit/tracker.ts'
import { trackerOf } from './scripted-issues.test-support.ts'

/** As after a token has expired. */
function expire(tracker: Tracker): void {
  tracker.knobs.before = () => {
    throw new SourceError('denied', 'The credentials are refused.')
  }
}

/** Remembers who it was let in as, as a plugin may. */
function remembering(source: AnySource): AnySource {
  return {
    ...source,
    open(options) {
      const session = sessionOf(source.open(options))
      let known: Promise<Connection> | undefined
      return { ...session, connect: call => (known ??= session.connect!(call)) }
    },
  }
}

test('a token that expires is noticed also where a plugin remembers who we are, and again when it is valid again', async () => {
  const tracker = trackerOf(2)
  const host = openHost({
    mounts: [{ name: '', source: remembering(scriptedSource(tracker)), options: {} }],
    cacheFolder: join(await temporaryFolder(), 'cache'),
    policy: quiet,
  })
  onTestFinished(() => host.stop())
  await host.start()
  await host.settled()
  expire(tracker)
  for (let times = 0; times < 3; times++) await host.refresh('PROJ/PROJ-1.md').catch(() => {})
  expect(await textOf(host, 'PROJ/PROJ-1.md')).toContain('Title 1')
  expect(host.status().mounts[0]).toMatchObject({ issues: { failing: 0 } })
  tracker.knobs.before = undefined
  await host.refresh('PROJ/PROJ-1.md')
})

describe('a token that expires while it is mounted', () => {
  test('is no reason to take texts away: what was fetched still reads, whatever is asked for', async () => {
    const tracker = trackerOf(3)
    const { host, text } = await scriptedHost(tracker)
    await host.settled()
    expire(tracker)
    for (let times = 0; times < 3; times++)
      await expect(host.refresh('PROJ/PROJ-2.md')).rejects.toMatchObject({ message: 'The credentials are refused.' })
    expect(await text('PROJ/PROJ-2.md')).toContain('Title 2')
    expect(await text('PROJ/index.md')).toContain('[PROJ-2]')
    expect(host.status().mounts[0]).toMatchObject({ issues: { failing: 0 } })
  })

  test('stops the polling: the tracker is asked who we are, and then left alone', async () => {
    const tracker = trackerOf(3)
    const { host } = await scriptedHost(tracker, { policy: { shortest: 10 } })
    await host.settled()
    expire(tracker)
    await eventually(() => expect(host.status().mounts[0]).toMatchObject({ condition: 'failing' }))
    tracker.forgetCounts()
    await new Promise(resolve => setTimeout(resolve, 1200))
    expect(tracker.counts()).toEqual({})
    expect(host.status().mounts[0]!.lastError).toMatchObject({ kind: 'denied' })
  })

  test('and is right again: a refresh finds out, and everything goes on', async () => {
    const tracker = trackerOf(3)
    const { host, text } = await scriptedHost(tracker, { policy: { shortest: 10 } })
    await host.settled()
    expire(tracker)
    await eventually(() => expect(host.status().mounts[0]).toMatchObject({ condition: 'failing' }))
    tracker.knobs.before = undefined
    tracker.edit([...tracker.issues.values()][0]!.id, { title: 'Changed' })
    await host.refresh()
    await eventually(async () => expect(await text('PROJ/PROJ-1.md')).toContain('Changed'))
    await eventually(() => expect(host.status().mounts[0]).toMatchObject({ condition: 'fresh' }))
  })
})

test('a refusal of one issue is one issue’s, when the tracker still knows us', async () => {
  const tracker = trackerOf(3)
  const { host, text } = await scriptedHost(tracker)
  await host.settled()
  tracker.knobs.before = operation => {
    if (operation === 'fetch') throw new SourceError('denied', 'Not this one.')
  }
  tracker.forgetCounts()
  for (let times = 0; times < 3; times++) await host.refresh('PROJ/PROJ-2.md').catch(() => {})
  expect(tracker.count('connect')).toBe(1)
  await expect(text('PROJ/PROJ-2.md')).rejects.toMatchObject({ kind: 'denied' })
  expect(await text('PROJ/PROJ-3.md')).toContain('Title 3')
})
