import { describe, expect, it } from 'vitest'
import { testCall } from '../call.test-support.ts'
import { bench, FLAVOURS, pollAll } from '../reading.test-support.ts'

const call = testCall()

describe.each(FLAVOURS)('polling a quiet project (%s)', flavour => {
  it('costs one request, however much changed at once before', async () => {
    await using it = await bench({ flavour, issues: 400, pageCap: 50 }, { projects: ['DEMO'] })
    const first = await it.feed.changes({}, call)
    const second = await pollAll(it.feed, call, first.next)
    it.emulator.requests.reset()
    const third = await pollAll(it.feed, call, second.next)
    expect(third.changes).toEqual([])
    expect(it.emulator.requests.total).toBe(1)
    it.emulator.control.edit('DEMO-7', { summary: 'News' })
    const fourth = await pollAll(it.feed, call, third.next)
    expect(fourth.changes).toMatchObject([{ change: 'upsert', key: { key: 'DEMO-7' } }])
    expect((await pollAll(it.feed, call, fourth.next)).changes).toEqual([])
  })
})

it('reads times in the zone that the profile has now, whatever it had when the cursor was made', async () => {
  await using it = await bench(
    { flavour: 'data-center', issues: 20, timeZone: 'Europe/Berlin' },
    { projects: ['DEMO'] },
  )
  const { next } = await it.feed.changes({}, call)
  it.emulator.control.edit('DEMO-6', { summary: 'Before the journey' })
  const settled = await pollAll(it.feed, call, next)
  const elsewhere = JSON.stringify({ ...JSON.parse(settled.next), zone: 'Pacific/Auckland' })
  it.emulator.control.edit('DEMO-7', { summary: 'After the journey' })
  expect((await pollAll(it.feed, call, elsewhere)).changes).toMatchObject([{ key: { key: 'DEMO-7' } }])
})
