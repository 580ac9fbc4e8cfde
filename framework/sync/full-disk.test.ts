import { expect, test } from 'vitest'
import { SourceError } from '../source/error.ts'
import { eventually } from '../testkit/eventually.test-support.ts'
import { scriptedHost } from '../testkit/scripted-host.ts'
import { createTracker } from '../testkit/tracker.ts'

test('that what is fetched can not be kept is said in the status, until it can', async () => {
  const tracker = createTracker()
  for (let number = 1; number <= 3; number++) tracker.create('PROJ', { title: `Title ${number}` })
  tracker.knobs.before = operation => {
    if (operation === 'fetch') throw new SourceError('full', 'The disk is full.')
  }
  const { host, text } = await scriptedHost(tracker, { carries: false })
  const status = () => host.status().mounts[0]!
  await eventually(() => expect(status().lastError).toMatchObject({ kind: 'full' }))
  expect(status().condition).toBe('failing')
  await expect(text('PROJ/PROJ-1.md')).rejects.toMatchObject({ kind: 'full' })
  tracker.knobs.before = undefined
  await host.settled()
  expect(status()).toMatchObject({ condition: 'fresh', lastError: undefined })
  expect(await text('PROJ/PROJ-1.md')).toContain('Title 1')
})
