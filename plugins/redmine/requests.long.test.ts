import { mountMemory } from 'issuefs/testkit'
import { expect, it } from 'vitest'
import { testCall } from './call.test-support.ts'
import { startEmulator } from './emulator/index.ts'
import redmine from './index.ts'
import { allItems, openSession, valuesOf } from './session.test-support.ts'

/** Requests of a mount of 10,000 issues, beyond the few of connecting. */
it('loads 10,000 issues with one request each and one per hundred, and follows them with few', async () => {
  const emulator = await startEmulator({ issues: 10_000, projects: ['demo', 'other'] })
  const { url, control, requests } = emulator
  const options = valuesOf({ url, key: 'k', projects: ['demo', 'other'], rate: 100_000 })
  const policy = { shortest: 3_600_000, sweep: 3_600_000 }
  await using mounted = await mountMemory(redmine, options, policy)
  const measured: Record<string, number> = {}
  const measure = async (name: string, work: () => unknown) => {
    requests.reset()
    await work()
    measured[name] = requests.total
  }
  measured['cold load'] = requests.total
  emulator.advance(120_000)
  await mounted.host.refresh()
  await measure('unchanged poll', () => mounted.host.refresh())
  await measure('one change', async () => {
    control.edit('5', { subject: 'Edited' })
    emulator.advance(5000)
    await mounted.host.refresh()
    await mounted.host.settled()
  })
  await measure('one move', async () => {
    control.move('6', 'demo')
    emulator.advance(5000)
    await mounted.host.refresh()
    await mounted.host.settled()
  })
  await measure('one deletion, by a sweep', async () => {
    const call = testCall()
    const { feed, issues } = openSession(options)
    control.remove('7')
    const left = await allItems(from => feed.sweep!({}, call, from))
    expect(left).toHaveLength(9_999)
    expect(await issues.fetch([{ key: { project: 'demo', id: 7 } }], call)).toEqual([{ status: 'gone' }])
  })
  console.log(measured)
  expect(measured['cold load']).toBeLessThanOrEqual(10_000 + 100 + 10)
  expect(measured).toMatchObject({
    'unchanged poll': 1,
    'one change': 2,
    'one move': 2,
    'one deletion, by a sweep': 102,
  })
  await mounted.close()
  await emulator.close()
})
