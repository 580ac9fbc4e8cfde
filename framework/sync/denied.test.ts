import { describe, expect, test, vi } from 'vitest'
import { SourceError } from '../source/error.ts'
import { scriptedHost } from '../testkit/scripted-host.ts'
import { createTracker, type Tracker } from '../testkit/tracker.ts'

function trackerOf(count: number): Tracker {
  const tracker = createTracker()
  for (let number = 1; number <= count; number++) tracker.create('PROJ', { title: `Title ${number}` })
  return tracker
}

/** As after a token has expired. */
function expire(tracker: Tracker): void {
  tracker.knobs.before = () => {
    throw new SourceError('denied', 'The credentials are refused.')
  }
}

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
    await vi.waitFor(() => expect(host.status().mounts[0]).toMatchObject({ condition: 'failing' }), 3000)
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
    await vi.waitFor(() => expect(host.status().mounts[0]).toMatchObject({ condition: 'failing' }), 3000)
    tracker.knobs.before = undefined
    tracker.edit([...tracker.issues.values()][0]!.id, { title: 'Changed' })
    await host.refresh()
    await vi.waitFor(async () => expect(await text('PROJ/PROJ-1.md')).toContain('Changed'), 3000)
    await vi.waitFor(() => expect(host.status().mounts[0]).toMatchObject({ condition: 'fresh' }), 3000)
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
