import { describe, expect, it } from 'vitest'
import { FLAVOURS } from '../reading.test-support.ts'
import { desk } from './writing.test-support.ts'

describe.each(FLAVOURS)('flags (%s)', flavour => {
  it('are asked for, granted and cleared, with the same request as all else', async () => {
    await using it = await desk({ flavour })
    const id = it.made()
    await it.read(id)
    it.emulator.requests.reset()
    await it.set(id, { flags: ['needinfo? asmith@example.test', 'review?'], priority: 'High' })
    expect(it.emulator.requests.counts['PUT /rest/bug/{id}']).toBe(1)
    const asked = (await it.front(id)).flags
    expect(asked).toEqual([
      'needinfo? asmith@example.test (set by mona@example.test)',
      'review? (set by mona@example.test)',
    ])
    await it.set(id, { flags: ['needinfo? bjones@example.test', 'review+'] })
    expect((await it.front(id)).flags).toEqual([
      'needinfo? bjones@example.test (set by mona@example.test)',
      'review+ (set by mona@example.test)',
    ])
    await it.set(id, { flags: undefined })
    expect((await it.front(id)).flags ?? []).toEqual([])
  })

  it('may be several of one name, and are not set twice', async () => {
    await using it = await desk({ flavour })
    const id = it.made()
    await it.set(id, { flags: ['needinfo? asmith@example.test'] })
    const [theirs] = (await it.front(id)).flags as readonly string[]
    const added = ['needinfo? bjones@example.test']
    const fields = [{ name: 'flags', from: [theirs!], to: [theirs!, ...added], added, removed: [] }]
    await it.save(id, { fields })
    await it.save(id, { fields })
    expect((await it.front(id)).flags).toHaveLength(2)
    await it.set(id, { flags: [theirs!] })
    expect((await it.front(id)).flags).toEqual([theirs])
  })
})

it('that cannot be meant, or are not allowed, are refused by name', async () => {
  await using it = await desk({ mayEdit: false })
  const id = it.made()
  await expect(it.set(id, { flags: ['needinfo bob'] })).rejects.toMatchObject({
    kind: 'invalid',
    message: expect.stringContaining('flags: “needinfo bob” is no flag; write it as “needinfo? ann@example.test”'),
  })
  await expect(it.set(id, { flags: ['nedinfo?'] })).rejects.toMatchObject({
    kind: 'invalid',
    message: expect.stringMatching(/^flags: .*nedinfo/),
  })
  await expect(it.set(id, { flags: ['review+'] })).rejects.toMatchObject({
    kind: 'denied',
    message: expect.stringMatching(/^flags: /),
  })
})
