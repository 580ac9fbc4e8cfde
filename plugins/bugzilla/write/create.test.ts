import type { Draft, FrontValue } from 'issuefs/source'
import { describe, expect, it } from 'vitest'
import { bytesOf, FLAVOURS } from '../reading.test-support.ts'
import { desk, text } from './writing.test-support.ts'

function draft(
  title: string,
  fields: Readonly<Record<string, FrontValue>> = {},
  body?: string,
  at = Date.now(),
): Draft {
  const since = new Date(at).toISOString()
  const described = body === undefined ? {} : { body: text(undefined, body) }
  return { scope: { product: 'Demo' }, title, fields: { component: 'Core', ...fields }, mark: 'm', since, ...described }
}

describe.each(FLAVOURS)('creating (%s)', flavour => {
  it('makes a bug with what is given and what a stock server asks for', async () => {
    await using it = await desk({ flavour })
    const fields = {
      priority: 'High',
      keywords: ['crash'],
      'depends on': [1, '2'],
      'Affected areas': ['Linux'],
      cc: 'asmith@example.test',
      status: 'IN_PROGRESS',
    }
    const { id, key } = await it.write.create!(draft('Made here', fields, 'C:\\Temp\\x_y\n\n> quoted'), it.call)
    expect(key).toEqual({ product: 'Demo', id: Number(id) })
    expect(await it.front(Number(id))).toMatchObject({
      priority: 'High',
      keywords: ['crash'],
      'depends on': [1, 2],
      'Affected areas': ['Linux'],
      cc: ['asmith@example.test'],
      status: 'IN_PROGRESS',
      version: '1.0',
      os: 'All',
    })
    const bug = await it.read(Number(id))
    expect(bug.comments[0]).toMatchObject({ text: 'C:\\Temp\\x_y\n\n> quoted', creator: 'mona@example.test' })
  })

  it('is sent once, and finds what was made when the answer is lost', async () => {
    for (const kind of ['lost', 'cut', 'garbage', 'drop'] as const) {
      await using it = await desk(
        { flavour, clockSkew: -90_000 },
        flavour === 'stock' ? { login: 'mona@example.test' } : {},
      )
      it.made({ summary: 'Lost', description: 'Text.' })
      await it.write.create!(draft('Lost', {}, 'Other text.'), it.call)
      it.emulator.requests.reset()
      it.emulator.control.faults({ rate: 1, kinds: [kind], only: 'POST', times: 1 })
      const wanted = draft('Lost', {}, 'Text.')
      await expect(it.write.create!(wanted, it.call), kind).rejects.toThrow()
      expect(it.emulator.requests.counts['POST /rest/bug'], kind).toBe(1)
      const found = await it.write.findCreated!(wanted, it.call)
      expect(found !== undefined, kind).toBe(kind !== 'drop')
      if (!found) continue
      expect((await it.read(Number(found.id))).comments[0]).toMatchObject({
        text: 'Text.',
        creator: 'mona@example.test',
      })
      expect(await it.write.findCreated!(draft('Lost', {}, 'Text.', Date.now() + 60_000), it.call)).toBeUndefined()
    }
  })
})

describe('what is refused', () => {
  it('names what a new bug needs, and what is not known', async () => {
    await using it = await desk()
    await expect(it.write.create!(draft('x', { component: undefined }), it.call)).rejects.toThrow(
      'component: a new bug needs one of Core, UI.',
    )
    await expect(it.write.create!(draft('x', { keywords: ['crush'] }), it.call)).rejects.toThrow(
      'the nearest are crash',
    )
    await expect(it.write.create!(draft('x', { assignee: 'who@x.test' }), it.call)).rejects.toThrow(
      "assignee: There is no user named 'who@x.test'.",
    )
    await expect(it.write.create!(draft(' '), it.call)).rejects.toThrow('title is empty')
  })
})

describe('comments', () => {
  it('are made once, as they were typed, and not longer than Bugzilla takes', async () => {
    await using it = await desk()
    await it.say(1, 'a\\_b *c*\n\n\n  d')
    for (const kind of ['lost', 'cut', 'drop', '500'] as const) {
      it.emulator.control.faults({ rate: 1, kinds: [kind], only: 'POST', times: 1 })
      await expect(it.say(1, kind), kind).rejects.toThrow()
    }
    const texts = (await it.read(1)).comments.map(comment => (comment as { text: string }).text)
    expect(texts.slice(-3)).toEqual(['a\\_b *c*\n\n\n  d', 'lost', 'cut'])
    await expect(it.say(1, 'x'.repeat(65_536))).rejects.toThrow('it has 65,536 characters, 65,535 are allowed')
  })

  it('say who wrote them only where the account is known by its login, so that one’s own are found', async () => {
    for (const [flavour, login, isKnown] of [
      ['stock', undefined, false],
      ['stock', 'mona@example.test', true],
      ['bmo', undefined, true],
    ] as const) {
      await using it = await desk({ flavour }, login === undefined ? {} : { login })
      await it.say(1, 'Said.')
      const said = it.bugs.render(await it.read(1), { product: 'Demo', id: 1 }).comments?.at(-1)
      expect(said?.authorId).toBe(isKnown ? 'mona@example.test' : undefined)
      const account = (await it.session.connect!(it.call)).account
      expect(account?.id === 'mona@example.test').toBe(isKnown)
    }
  })

  it('carry the key of a stock server in the body, and of bugzilla.mozilla.org in a header', async () => {
    for (const flavour of FLAVOURS) {
      await using it = await desk({ flavour, token: 'secret-key' })
      await it.say(1, 'Said.')
      await it.save(1, { title: 'Retitled' })
      const writes = it.emulator.requests.recent.filter(({ method }) => method !== 'GET')
      expect(writes.map(({ path }) => path)).toEqual(['/rest/bug/1/comment', '/rest/bug/1'])
    }
  })
})

describe('attachments', () => {
  it('are made of bytes, once', async () => {
    await using it = await desk()
    const bytes = Uint8Array.from({ length: 3000 }, (_, at) => at % 256)
    const file = async (name: string, content = bytes) => ({
      name,
      bytes: content,
      id: '1',
      key: { product: 'Demo', id: 1 },
      entity: await it.read(1),
    })
    await it.attachments.create!(await file('new picture.png'), it.call)
    await it.attachments.create!(await file('fix.diff'), it.call)
    const { attachments } = await it.read(1)
    expect(attachments.slice(-2)).toMatchObject([
      { name: 'new picture.png', type: 'image/png', size: 3000, patch: false },
      { name: 'fix.diff', type: 'text/plain', patch: true },
    ])
    const shown = it.attachments.of(await it.read(1)).find(({ name }) => name === 'new picture.png')!
    const key = { product: 'Demo', id: 1, name: shown.name }
    const stream = await it.attachments.open({ ...shown, key }, { from: 0 }, it.call)
    expect(await bytesOf(stream.bytes)).toEqual(Buffer.from(bytes))
    await expect(it.attachments.create!(await file('none', new Uint8Array()), it.call)).rejects.toThrow('no empty')
  })
})
