import { SourceError } from 'issuefs/source'
import { describe, expect, it } from 'vitest'
import { explainedDenial } from './writer.ts'
import { type Desk, desk, field, text } from './writing.test-support.ts'

const say = (it: Desk, number: number, words: string) =>
  it
    .read(number)
    .then(entity =>
      it.write.comment!(
        { id: `acme/demo#${number}`, key: it.key(number), entity, text: text(undefined, words), mark: 'm' },
        it.call,
      ),
    )

const denied = (words: string) => {
  const answer = `POST https://x/archived/y answered 403${words ? `: ${words}` : '.'}`
  return new SourceError('denied', `${answer} Check the token and its rights.`, { status: 403 })
}

const comments = async (it: Desk, number: number) =>
  it.issues.render(await it.read(number), it.key(number)).comments?.map(each => each.text.blocks[0]?.markdown)

describe('comments', () => {
  it('are made once, whatever becomes of the answer', async () => {
    await using it = await desk()
    const number = it.made()
    await say(it, number, 'First.\n\n> quoted')
    for (const kind of ['lost', 'cut', 'drop', '500'] as const) {
      it.emulator.control.faults({ rate: 1, kinds: [kind], only: 'POST /repos', times: 1 })
      await expect(say(it, number, kind), kind).rejects.toThrow()
    }
    expect(await comments(it, number)).toEqual(['First.\n\n> quoted', 'lost', 'cut'])
  })

  it('wait out the secondary limit, and are refused where the conversation is locked', async () => {
    await using it = await desk({ creations: 1 })
    const number = it.made()
    await say(it, number, 'One')
    await say(it, number, 'Two')
    expect(await comments(it, number)).toEqual(['One', 'Two'])
    it.emulator.control.edit(`acme/demo#${number}`, { locked: true })
    it.emulator.control.rights('read')
    await expect(say(it, number, 'Three')).rejects.toThrow('is locked: unlock it first')
  })
})

describe('without rights', () => {
  it('a token that may not write is told so', async () => {
    await using it = await desk()
    const number = it.made()
    it.emulator.control.rights('none')
    await expect(it.save(number, { title: 'No' })).rejects.toMatchObject({
      kind: 'denied',
      message: expect.stringContaining('give it “Issues” and “Pull requests”, read and write'),
    })
    await expect(say(it, number, 'No')).rejects.toMatchObject({ kind: 'denied' })
  })

  it.each([
    ['Repository was archived so is read-only.', /acme\/demo is archived.*unarchive/],
    ['Resource protected by organization SAML enforcement.', /single sign-on of acme.*settings\/tokens/],
    ['`acme` forbids access via a personal access token (classic).', /acme` forbids access via a personal/],
    ['Must have admin rights to Repository.', /ask for the role/],
    ['', /ask for the role/],
  ])('refused with “%s” says what to do', (words, sentence) => {
    expect(String((explainedDenial(denied(words), { owner: 'acme', repo: 'demo' }) as Error).message)).toMatch(sentence)
  })

  it('a repository that is archived, and one without issues, say so', async () => {
    await using it = await desk()
    const number = it.made()
    const draft = { scope: { owner: 'acme', repo: 'demo' }, title: 'Mine', fields: {}, mark: 'm', since: '2026-01-01' }
    it.emulator.control.switch('acme/demo', { hasIssues: false })
    await expect(it.write.create!(draft, it.call)).rejects.toMatchObject({
      kind: 'invalid',
      message: 'acme/demo takes no issues: switch them on in its settings on GitHub first.',
    })
    it.emulator.control.switch('acme/demo', { archived: true })
    for (const attempt of [
      it.save(number, { title: 'No' }),
      say(it, number, 'No'),
      it.set(number, 'labels', ['bug']),
    ]) {
      await expect(attempt).rejects.toThrow('acme/demo is archived')
    }
    const entity = await it.read(number)
    await expect(it.write.remove!({ id: '', key: it.key(number), entity }, it.call)).rejects.toThrow('is archived')
  })

  it('a mutation that the token may not send names the token, not an administrator', async () => {
    await using it = await desk({}, 'pulls')
    const number = it.made()
    it.emulator.control.rights('none')
    await expect(it.set(number, 'draft', true)).rejects.toThrow('The token may not write to acme/demo')
  })

  it('what only who may push can set is dropped or denied; never taken for saved', async () => {
    await using it = await desk()
    it.emulator.control.edit('acme/demo#1', { milestone: 'v9' })
    it.emulator.control.rights('read')
    const since = new Date().toISOString()
    const fields = { labels: ['bug'], assignee: 'alice', milestone: 'v9', type: 'Bug' }
    const draft = { scope: { owner: 'acme', repo: 'demo' }, title: 'Mine', fields, mark: 'm', since }
    const number = Number((await it.write.create!(draft, it.call)).key.number)
    const front = await it.front(number)
    expect([front.labels, front.assignee, front.milestone, front.type]).toEqual([[], undefined, undefined, undefined])
    await it.save(number, { title: 'Still mine', fields: [field('milestone', undefined, 'v9')] })
    expect([(await it.front(number)).milestone, (await it.read(number)).node.title]).toEqual([undefined, 'Still mine'])
    await it.set(number, 'assignee', 'alice')
    expect((await it.front(number)).assignee).toBeUndefined()
    await expect(it.set(number, 'labels', ['bug'])).rejects.toMatchObject({ kind: 'denied', status: 403 })
    await expect(it.save(1, { title: 'Not mine' })).rejects.toThrow('ask for the role “Triage” or “Write”')
  })

  it('an issue that was deleted or transferred meanwhile is not found', async () => {
    await using it = await desk({ projects: ['acme/demo', 'acme/web'] })
    const number = it.made()
    const edit = { id: '', key: it.key(number), entity: await it.read(number), sections: [], comments: [], fields: [] }
    it.emulator.control.remove(`acme/demo#${number}`)
    await expect(it.write.update!({ ...edit, title: 'x' }, it.call)).rejects.toMatchObject({ kind: 'not-found' })
  })
})

describe('failures half way', () => {
  it('leave an edit that can be sent again as it is', async () => {
    for (const kind of ['lost', 'garbage'] as const) {
      await using it = await desk()
      const number = it.made({ labels: ['docs'] })
      const entity = await it.read(number)
      const edit = {
        id: `acme/demo#${number}`,
        key: it.key(number),
        entity,
        title: 'New',
        body: text(undefined, 'Text'),
        sections: [],
        comments: [],
        fields: [
          field('status', 'open', 'closed'),
          field('reason', undefined, 'duplicate'),
          field('labels', ['docs'], ['bug']),
          field('assignee', undefined, 'alice'),
          field('parent', undefined, 'acme/demo#1'),
        ],
      }
      it.emulator.control.faults({ rate: 0.4, kinds: [kind], seed: 3, times: 4 })
      for (let attempt = 0; attempt < 6; attempt += 1) {
        const isDone = await it.write.update!(edit, it.call).then(
          () => true,
          () => false,
        )
        if (isDone) break
      }
      it.emulator.control.faults(undefined)
      expect(await it.front(number), kind).toMatchObject({
        status: 'closed',
        reason: 'duplicate',
        labels: ['bug'],
        assignee: 'alice',
      })
      expect((await it.read(number)).node).toMatchObject({ title: 'New', body: 'Text' })
    }
  })
})

describe('what is read after a write', () => {
  it('is never what was before, though GraphQL lags behind', async () => {
    await using it = await desk({ lag: 250 })
    const words = it.emulator.requests
    await it.save(2, { title: 'Fresh' })
    expect((await it.read(2)).node.title).toBe('Fresh')
    await it.set(3, 'labels', ['question', 'bug'])
    expect((await it.front(3)).labels).toEqual(expect.arrayContaining(['question', 'bug']))
    await say(it, 4, 'Just said.')
    expect(await comments(it, 4)).toContain('Just said.')
    words.reset()
    await it.read(5)
    expect(words.total).toBe(1)
  })

  it('has another ETag in the poll', async () => {
    await using it = await desk()
    const scope = { owner: 'acme', repo: 'demo' }
    const { next } = await it.feed.changes(scope, it.call)
    await it.save(2, { title: 'Fresh' })
    const delta = await it.feed.changes(scope, it.call, next)
    expect(delta.changes.map(({ id }) => id)).toContain('acme/demo#2')
  })
})
