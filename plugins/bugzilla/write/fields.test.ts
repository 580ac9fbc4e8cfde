import { expect, it } from 'vitest'
import { desk } from './writing.test-support.ts'

it('names what may be written, with the values of the site, the product and the workflow', async () => {
  await using it = await desk()
  const fields = await it.fields(it.made())
  const of = (name: string) => fields.find(field => field.name === name)
  expect(of('status')?.values).toEqual(['UNCONFIRMED', 'CONFIRMED', 'IN_PROGRESS', 'RESOLVED', 'VERIFIED'])
  expect(of('resolution')?.values).toContain('WONTFIX')
  expect(of('priority')?.values).toEqual(['Highest', 'High', 'Normal', 'Low'])
  expect(of('component')).toMatchObject({ values: ['Core', 'UI'], required: true })
  expect(of('severity'), 'which has no --- on this site').toMatchObject({ required: true })
  expect(of('priority')).not.toHaveProperty('required')
  expect(of('milestone')?.values).toEqual(['M1', 'M2'])
  expect(of('Affected areas')).toMatchObject({ kind: 'choice', many: true, values: ['Windows', 'macOS', 'Linux'] })
  expect(of('Status (cf_status)')?.values).toEqual(['affected', 'fixed'])
  expect([of('Release notes'), of('type'), of('depends on')?.many]).toEqual([undefined, undefined, true])
})

it('asks only for what somebody wants to know, and keeps it for a while', async () => {
  await using it = await desk({ flavour: 'bmo' })
  const id = it.made()
  await it.read(id)
  it.emulator.requests.reset()
  await it.fields(id, ['priority', 'whiteboard'])
  await it.fields(id, ['priority', 'component', 'version'])
  const { counts } = it.emulator.requests
  expect(counts['GET /rest/field/bug/{field}']).toBe(1)
  expect(counts['GET /rest/field/bug']).toBeUndefined()
  expect(counts['GET /rest/product']).toBe(1)
})

it('of a new bug says what it gets and needs', async () => {
  await using it = await desk()
  const fields = await it.write.fields!({ of: 'new', scope: { product: 'Demo' }, given: {} }, it.call)
  const of = (name: string) => fields.find(field => field.name === name)
  expect(of('status')).toMatchObject({ values: ['UNCONFIRMED', 'CONFIRMED', 'IN_PROGRESS'], default: 'CONFIRMED' })
  expect(of('component')).toMatchObject({ required: true, values: ['Core', 'UI'] })
  expect(of('component')?.default).toBeUndefined()
  expect([of('version')?.default, of('os')?.default, of('duplicate of'), of('product')]).toEqual([
    '1.0',
    'All',
    undefined,
    undefined,
  ])
})

it('is for those with a key', async () => {
  await using it = await desk({}, { key: undefined } as never)
  expect([it.bugs.write, it.attachments.create]).toEqual([undefined, undefined])
})
