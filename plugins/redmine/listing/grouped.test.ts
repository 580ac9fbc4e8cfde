import { expect, it } from 'vitest'
import { testCall } from '../call.test-support.ts'
import { startEmulator } from '../emulator/index.ts'
import { allItems, idsOf, openSession, pollAll } from '../session.test-support.ts'

/** The emulator's saved query 2 is grouped by tracker: Redmine gives groups first, and the latest changes within each. */
const GROUPED = '2'

it('follows a saved query that is grouped, wherever in it something changes', async () => {
  const emulator = await startEmulator({ issues: 250, projects: ['demo'] })
  const call = testCall()
  const { feed } = openSession({ url: emulator.url, key: 'k', query: GROUPED })
  const settled = await pollAll(feed, call, (await feed.changes({}, call)).next)
  emulator.advance(120_000)
  for (let id = 1; id <= 250; id += 50) emulator.control.edit(String(id), { subject: 'Edited' })
  expect(idsOf((await pollAll(feed, call, settled.next)).changes as never)).toEqual([1, 51, 101, 151, 201])
  await emulator.close()
})

it('lists all of a grouped query that is new enough', async () => {
  const emulator = await startEmulator({ issues: 250, projects: ['demo'] })
  for (const [at, id] of [240, 100, 7].entries()) emulator.control.edit(String(id), { tracker_id: at + 1 })
  const { feed } = openSession({ url: emulator.url, key: 'k', query: GROUPED, since: '-1h' })
  const call = testCall()
  expect(idsOf(await allItems(from => feed.list!({}, call, from)))).toEqual([7, 100, 240])
  await emulator.close()
})
