import { expect, test } from 'vitest'
import { openHost } from '../host.ts'
import { feed } from '../source/feed.ts'
import { documents } from '../source/route.ts'
import { markdownText } from '../source/text.ts'
import { eventually } from '../testkit/eventually.test-support.ts'
import { quiet, scriptedHost, temporaryFolder } from '../testkit/scripted-host.ts'
import { createTracker } from '../testkit/tracker.ts'

test('after a start without a network nothing is fetched before the tracker has said who we are', async () => {
  const tracker = createTracker()
  for (let at = 0; at < 30; at++) tracker.create('PROJ')
  tracker.knobs.before = operation => (operation === 'fetch' ? new Promise<void>(() => {}) : undefined)
  const first = await scriptedHost(tracker, { carries: false })
  await first.host.listed()
  await first.host.stop()
  tracker.knobs.before = undefined
  tracker.knobs.offline = true
  const asked: string[] = []
  const second = await first.reopen({ carries: false, policy: { shortest: 20 } })
  tracker.knobs.before = operation => void asked.push(operation)
  tracker.knobs.offline = false
  tracker.account = { id: 'u2', name: 'Vic' }
  await expect(second.text('PROJ/PROJ-1.md').catch(() => second.text('PROJ/PROJ-1.md'))).resolves.toContain('PROJ-1')
  await second.host.settled()
  expect(asked[0]).toBe('connect')
  expect(second.notices.join()).toContain('forgotten')
})

test('what could not be rendered is tried again at the next start', async () => {
  const tracker = createTracker()
  tracker.create('PROJ')
  let broken = true
  const render = (): { title: string; body: string } => {
    if (broken) throw new Error('It is broken.')
    return { title: 'Mended', body: 'x' }
  }
  const first = await scriptedHost(tracker, { render })
  await first.host.settled()
  await expect(first.text('PROJ/PROJ-1.md')).rejects.toMatchObject({ kind: 'unexpected' })
  broken = false
  tracker.forgetCounts()
  const second = await first.reopen({ render })
  await second.host.settled()
  expect(await second.text('PROJ/PROJ-1.md')).toContain('# Mended')
  expect(tracker.count('fetch') + tracker.count('list')).toBe(0)
})

test('what may not be read stays unreadable after a start', async () => {
  const tracker = createTracker()
  const { id } = tracker.create('PROJ')
  const first = await scriptedHost(tracker)
  await first.host.settled()
  tracker.knobs.denied.add(id)
  for (let at = 0; at < 2; at++) await first.host.refresh('PROJ/PROJ-1.md').catch(() => {})
  await expect(first.text('PROJ/PROJ-1.md')).rejects.toMatchObject({ kind: 'denied' })
  const second = await first.reopen()
  await second.host.settled()
  await expect(second.text('PROJ/PROJ-1.md')).rejects.toMatchObject({ kind: 'denied' })
})

test('only issues count as known, not their histories', async () => {
  const tracker = createTracker()
  tracker.create('PROJ')
  tracker.create('PROJ')
  const { host, text } = await scriptedHost(tracker)
  await host.settled()
  await text('PROJ/PROJ-1/history.md')
  expect(host.status().mounts[0]!.issues.known).toBe(2)
})

test('a listing that goes on where it began is an error, not an end', async () => {
  const path = '{project}/{key}.md'
  const host = openHost({
    mounts: [
      {
        name: '',
        options: {},
        source: {
          name: 'circle',
          summary: 'A listing in a circle.',
          revision: 1,
          options: {},
          open: () => ({
            routes: [
              documents(path, {
                fetch: async wants => wants.map(() => ({ status: 'gone' as const })),
                render: () => ({ front: {}, title: 'T', body: markdownText('') }),
              }),
            ],
            feeds: [
              feed('', {
                name: 'all',
                list: async (_scope, _call, from) => ({
                  items: [{ route: path, key: { project: 'P', key: from ?? 'A' }, id: from ?? 'a', entity: {} }],
                  next: 'B',
                }),
                changes: async () => ({ changes: [], next: 'n', more: false }),
              }),
            ],
          }),
        },
      },
    ],
    cacheFolder: await temporaryFolder(),
    policy: { ...quiet },
  })
  try {
    await host.start()
    await eventually(() =>
      expect(host.status().mounts[0]!.lastError).toMatchObject({
        kind: 'unexpected',
        sentence: expect.stringContaining('does not go on'),
      }),
    )
    expect(host.status().mounts[0]!.listings[0]!.finished).toBe(false)
  } finally {
    await host.stop()
  }
})
