import { describe, expect, it } from 'vitest'
import { desk } from './writing.test-support.ts'

describe('the alias', () => {
  it('is a list that is added to on a stock server, and one word on bugzilla.mozilla.org', async () => {
    await using stock = await desk({ flavour: 'stock' })
    const id = stock.made({ alias: ['old', 'theirs'] })
    await stock.save(id, { fields: [{ name: 'alias', from: ['old'], to: ['new'], added: ['new'], removed: ['old'] }] })
    expect((await stock.front(id)).alias).toEqual(['theirs', 'new'])
    await using bmo = await desk({ flavour: 'bmo' })
    const other = bmo.made()
    expect((await bmo.fields(other)).find(({ name }) => name === 'alias')?.many).toBeUndefined()
    await bmo.set(other, { alias: 'boom' })
    expect((await bmo.front(other)).alias).toBe('boom')
    await bmo.set(other, { alias: undefined })
    expect((await bmo.front(other)).alias).toBeUndefined()
  })
})

it('bugs that brought a regression are bugs, on bugzilla.mozilla.org', async () => {
  await using it = await desk({ flavour: 'bmo' })
  const [id, cause, other] = [it.made(), it.made(), it.made()]
  await it.set(id, { 'regressed by': [cause, `${other}`] })
  expect((await it.front(id))['regressed by']).toEqual([cause, other])
  await it.set(id, { 'regressed by': [other] })
  expect((await it.front(id))['regressed by']).toEqual([other])
  const { references } = it.bugs.render(await it.read(id), { product: 'Demo', id })
  expect(references).toContain('regressed by')
  await using stock = await desk()
  await expect(stock.set(stock.made(), { 'regressed by': [1] })).rejects.toThrow('does not let this be set')
})

describe.each([0, 120, -330, 780])('custom fields with days and times (a server %i minutes ahead of UTC)', zone => {
  it('show days as the server has them, and moments in UTC', async () => {
    await using it = await desk({ zone })
    const id = it.made({ cf_day: '2027-01-31', cf_moment: '2027-01-31 10:00:00', cf_number: '7', cf_bug: 3 })
    const at = new Date(Date.parse('2027-01-31T10:00:00Z') - zone * 60_000).toISOString().replace('.000', '')
    expect(await it.front(id)).toMatchObject({
      'Planned day': '2027-01-31',
      Deployed: at,
      'Votes needed': 7,
      'Reported in': 3,
    })
  })

  it('are sent in the form that the server takes, and mean what was written', async () => {
    await using it = await desk({ zone })
    const [id, other] = [it.made(), it.made()]
    await it.set(id, { 'Planned day': '2027-02-28', Deployed: '2027-02-28T12:30:15+02:00', 'Votes needed': 3 })
    expect(await it.front(id)).toMatchObject({
      'Planned day': '2027-02-28',
      Deployed: '2027-02-28T10:30:15Z',
      'Votes needed': 3,
    })
    it.emulator.requests.reset()
    await it.set(other, { Deployed: '2027-03-01 08:00' })
    expect((await it.front(other)).Deployed).toBe('2027-03-01T08:00:00Z')
    expect(it.emulator.requests.counts['PUT /rest/bug/{id}']).toBe(1)
    await it.set(id, { 'Planned day': undefined, Deployed: undefined })
    const { 'Planned day': day, Deployed: moment } = await it.front(id)
    expect([day, moment]).toEqual([undefined, undefined])
  })
})

describe('a workflow that asks for comments', () => {
  it('is gone around where it can be', async () => {
    await using it = await desk({ commentOn: ['RESOLVED'] })
    const id = it.made({ status: 'UNCONFIRMED' })
    await it.set(id, { status: 'IN_PROGRESS' })
    expect(await it.front(id)).toMatchObject({ status: 'IN_PROGRESS' })
  })

  it('is named before anything is sent', async () => {
    await using it = await desk({ commentOn: ['RESOLVED'] })
    const id = it.made({ status: 'CONFIRMED' })
    await expect(it.set(id, { status: 'VERIFIED', resolution: 'FIXED' })).rejects.toMatchObject({
      kind: 'invalid',
      message: expect.stringMatching(/^status: .* from CONFIRMED to RESOLVED asks for a comment/),
    })
    expect(it.emulator.requests.counts['PUT /rest/bug/{id}']).toBeUndefined()
  })
})
