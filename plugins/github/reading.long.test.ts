import type { AnyDocuments } from 'issuefs/source'
import { mountMemory } from 'issuefs/testkit'
import { expect, it } from 'vitest'
import { testCall } from './call.test-support.ts'
import { type Emulator, startEmulator } from './emulator/index.ts'
import github from './index.ts'
import { type ItemKey, idOf } from './model/key.ts'
import { allItems, DEMO, openSession, optionsOf } from './reading.test-support.ts'
import { ISSUE } from './routes/paths.ts'

const COUNT = 10_000
/** Issues and pull requests by the hundred and by fifty, the few of set-up, and one for each batch of truncated ones. */
const MOST = 150

/** Requests of a step, and what they cost of the limits by the hour. */
async function costOf({ requests, spent }: Emulator, step: () => Promise<unknown>) {
  const before = { ...spent }
  requests.reset()
  await step()
  return { requests: requests.total, core: spent.core - before.core, points: spent.graphql - before.graphql }
}

it(`loads ${COUNT} issues with comments in about a request per hundred, and little for news`, async () => {
  const emulator = await startEmulator({ issues: COUNT, projects: ['acme/demo'], hourly: 100_000 })
  const { control } = emulator
  const options = optionsOf(emulator)
  const rows: Record<string, { requests: number; core: number; points: number }> = {}
  const mounts: Awaited<ReturnType<typeof mountMemory>>[] = []
  rows['cold load'] = await costOf(emulator, async () => {
    mounts.push(await mountMemory(github, options, { shortest: 3_600_000 }))
  })
  const mounted = mounts[0]!
  try {
    const paths = Object.keys(mounted.vol.toJSON()).filter(path => /\/\d+\.md$/.test(path))
    expect(paths).toHaveLength(COUNT)
    await mounted.refresh()
    rows['unchanged poll'] = await costOf(emulator, () => mounted.refresh())
    control.edit('acme/demo#9000', { title: 'Edited' })
    rows['one change'] = await costOf(emulator, () => mounted.refresh())
    const issues = paths.filter(path => path.includes('/issues/')).map(path => Number(/\d+/.exec(path)![0]))
    const [removed, moved] = issues.map(number => ({ owner: 'acme', repo: 'demo', number })) as [ItemKey, ItemKey]
    control.remove(idOf(removed))
    control.move(idOf(moved), 'acme/away')
    const session = openSession(emulator)
    const route = session.routes.find(({ path }) => path === ISSUE) as AnyDocuments
    const call = testCall()
    const wants = [removed, moved].map(key => ({ key: { ...key }, id: idOf(key) }))
    rows['a sweep'] = await costOf(emulator, () => allItems(from => session.feeds![0]!.sweep!(DEMO, call, from)))
    rows['one deletion, after it'] = await costOf(emulator, () => route.fetch([wants[0]!], call))
    rows['one move, after it'] = await costOf(emulator, () => route.fetch([wants[1]!], call))
    console.log(rows)
  } finally {
    await mounted.close()
    await emulator.close()
  }
  expect(rows['cold load']?.requests).toBeLessThanOrEqual(MOST)
  expect(rows['unchanged poll']).toEqual({ requests: 1, core: 0, points: 0 })
  expect(rows['one change']?.requests).toBeLessThanOrEqual(2)
  expect(rows['a sweep']?.requests).toBeLessThanOrEqual(104)
  expect(rows['one deletion, after it']?.requests).toBeLessThanOrEqual(2)
  expect(rows['one move, after it']?.requests).toBeLessThanOrEqual(3)
})
