import { describe, expect, it } from 'vitest'
import { DEMO } from '../reading.test-support.ts'
import { desk, field, text } from './writing.test-support.ts'

describe('fields of an issue', () => {
  it('sets status and reason, both ways', async () => {
    await using it = await desk()
    const number = it.made()
    await it.save(number, { fields: [field('status', 'open', 'closed'), field('reason', undefined, 'not planned')] })
    expect(await it.front(number)).toMatchObject({ status: 'closed', reason: 'not planned' })
    await it.set(number, 'reason', 'duplicate')
    expect(await it.front(number)).toMatchObject({ status: 'closed', reason: 'duplicate' })
    await it.save(number, { fields: [field('status', 'closed', 'open'), field('reason', 'duplicate', undefined)] })
    expect(await it.front(number)).toMatchObject({ status: 'open', reason: 'reopened' })
    await it.set(number, 'status', 'closed')
    expect(await it.front(number)).toMatchObject({ status: 'closed', reason: 'completed' })
  })

  it('refuses states and reasons that make no sense, before anything is sent', async () => {
    await using it = await desk()
    const number = it.made()
    await expect(it.set(number, 'status', 'done')).rejects.toThrow('status: “done” is not known here')
    await expect(it.set(number, 'reason', 'completed')).rejects.toThrow('goes with status: closed')
    await it.set(number, 'status', 'closed')
    await expect(it.set(number, 'reason', 'wontfix')).rejects.toThrow(/the nearest are .*not planned/)
    await expect(it.set(number, 'reason', undefined)).rejects.toThrow('a closed issue has one of')
    expect(Object.keys(it.emulator.requests.counts).filter(name => name.startsWith('PATCH'))).toHaveLength(1)
  })

  it('adds and removes labels and assignees, and lets those of others stand', async () => {
    await using it = await desk()
    const number = it.made({ labels: ['bug', 'docs'], assignees: ['alice'] })
    const before = await it.read(number)
    it.emulator.control.edit(`acme/demo#${number}`, {
      labels: ['bug', 'docs', 'question'],
      assignees: ['alice', 'bob'],
    })
    const labels = field('labels', ['bug', 'docs'], ['docs', 'Area: Core'])
    const assignee = field('assignee', 'alice', 'carol')
    const edit = { id: '', key: it.key(number), entity: before, sections: [], comments: [] }
    await it.write.update!({ ...edit, fields: [labels, assignee] }, it.call)
    expect(await it.front(number)).toMatchObject({
      labels: ['docs', 'question', 'area: core'],
      assignee: ['bob', 'carol'],
    })
    await it.write.update!({ ...edit, fields: [labels, assignee] }, it.call)
    expect((await it.front(number)).labels).toEqual(['docs', 'question', 'area: core'])
  })

  it('sets milestone and type by their names, and empties them', async () => {
    await using it = await desk()
    it.emulator.control.edit('acme/demo#1', { milestone: '1.0' })
    const number = it.made()
    await it.save(number, { fields: [field('milestone', undefined, 1.0), field('type', undefined, 'bug')] }).then(
      () => expect.unreachable(),
      error => expect(error).toMatchObject({ kind: 'invalid', message: expect.stringContaining('milestone: “1”') }),
    )
    await it.save(number, { fields: [field('milestone', undefined, '1.0'), field('type', undefined, 'bug')] })
    expect(await it.front(number)).toMatchObject({ milestone: '1.0', type: 'Bug' })
    await it.save(number, { fields: [field('milestone', '1.0', undefined), field('type', 'Bug', null)] })
    expect(await it.front(number)).toMatchObject({ milestone: undefined, type: undefined })
  })

  it('makes and ends relations, which may be repeated', async () => {
    await using it = await desk()
    const [own, above, other, below] = [it.made(), it.made(), it.made(), it.made()]
    const named = (number: number) => `acme/demo#${number}`
    await it.set(own, 'parent', `#${above}`)
    await it.set(own, 'sub-issues', [named(below)])
    await it.set(own, 'blocked by', [named(other)])
    await it.set(own, 'blocking', [named(below)])
    expect(await it.front(own)).toMatchObject({
      parent: named(above),
      'sub-issues': [named(below)],
      'blocked by': [named(other)],
      blocking: [named(below)],
    })
    const again = field('sub-issues', [], [named(below)])
    await it.save(own, { fields: [again, field('blocked by', [], [named(other)])] })
    await it.set(own, 'parent', `${named(other)} ../issues/${other}.md`)
    expect((await it.front(own)).parent).toBe(named(other))
    expect((await it.front(above))['sub-issues']).toEqual([])
    for (const name of ['parent', 'sub-issues', 'blocked by', 'blocking']) await it.set(own, name, undefined)
    const front = await it.front(own)
    expect([front.parent, front['sub-issues'], front['blocked by'], front.blocking]).toEqual([undefined, [], [], []])
  })

  it('counts characters as GitHub does', async () => {
    await using it = await desk()
    const number = it.made()
    await it.save(number, { title: '🐛'.repeat(200), body: text(undefined, '🐛'.repeat(40_000)) })
    expect((await it.read(number)).node).toMatchObject({ title: '🐛'.repeat(200) })
    await expect(it.save(number, { title: '🐛'.repeat(257) })).rejects.toThrow('256 characters are allowed')
  })

  it('makes a sub-issue though others become one in the same moment, and says so when that does not end', async () => {
    await using it = await desk()
    const [own, above] = [it.made(), it.made()]
    it.emulator.control.contend(2)
    await it.set(own, 'parent', `#${above}`)
    expect((await it.front(own)).parent).toBe(`acme/demo#${above}`)
    it.emulator.control.contend(9)
    await expect(it.set(own, 'sub-issues', [`#${it.made()}`])).rejects.toThrow('Priority has already been taken')
  })

  it('makes relations in a repository that was renamed', async () => {
    await using it = await desk()
    const [own, above] = [it.made(), it.made()]
    it.emulator.control.rename('acme/demo', 'renamed')
    await it.set(own, 'parent', `#${above}`)
    expect((await it.front(own)).parent).toBe(`acme/renamed#${above}`)
  })

  it('takes another spelling of the same relation for no change, and says what cannot be one', async () => {
    await using it = await desk()
    const [own, below] = [it.made(), it.made()]
    await it.set(own, 'sub-issues', [`acme/demo#${below}`])
    it.emulator.requests.reset()
    await it.save(own, { fields: [field('sub-issues', [`acme/demo#${below} (closed)`], [`acme/demo#${below}`])] })
    expect(Object.keys(it.emulator.requests.counts).some(name => /sub_issue/.test(name))).toBe(false)
    await expect(it.set(own, 'parent', '#99999')).rejects.toThrow('there is no such issue')
    await expect(it.set(own, 'parent', 'https://other.example/acme/demo/issues/1')).rejects.toThrow('names no issue')
    await it.set(own, 'blocked by', [`${it.emulator.url}/acme/demo/issues/1`])
    expect((await it.front(own))['blocked by']).toEqual([expect.stringMatching(/^acme\/demo#1\b/)])
    await expect(it.set(own, 'parent', 'soon')).rejects.toThrow('write it as acme/demo#12')
    await expect(it.set(own, 'parent', `#${below}`)).rejects.toThrow('circular')
    await expect(it.set(below, 'sub-issues', [`#${own}`])).rejects.toMatchObject({ kind: 'invalid' })
  })

  it('locks and unlocks', async () => {
    await using it = await desk()
    const number = it.made()
    await it.set(number, 'locked', 'too heated')
    expect((await it.front(number)).locked).toBe('too heated')
    await it.set(number, 'locked', 'off topic')
    expect((await it.front(number)).locked).toBe('off topic')
    await it.set(number, 'locked', undefined)
    expect((await it.front(number)).locked).toBeUndefined()
    await it.set(number, 'locked', true)
    expect((await it.front(number)).locked).toBe(true)
    await expect(it.set(number, 'locked', 'boring')).rejects.toThrow('locked: “boring”')
  })
})

describe('texts', () => {
  it('changes one word of a text in CRLF, and nothing else of it', async () => {
    await using it = await desk()
    const origin = '\r\nFirst line  \r\n\r\n- one\r\n- two\r\n\r\nLast.\r\n\r\n'
    const number = it.made({ body: origin })
    const edited = 'First line  \n\n- one\n- three\n- four\n\nLast.'
    await it.save(number, { title: 'Another title', body: text(origin, edited) })
    const { node } = await it.read(number)
    expect(node.title).toBe('Another title')
    expect(node.body).toBe('\r\nFirst line  \r\n\r\n- one\r\n- three\r\n- four\r\n\r\nLast.\r\n\r\n')
  })

  it('writes a text where there was none, and empties one', async () => {
    await using it = await desk()
    const number = it.made({ body: null })
    await it.save(number, { body: text(undefined, 'New.\n\nText.') })
    expect((await it.read(number)).node.body).toBe('New.\n\nText.')
    await it.save(number, { body: { format: 'markdown', markdown: '', blocks: [] } })
    expect((await it.read(number)).node.body).toBe('')
  })

  it('changes own comments, and refuses what GitHub would not keep', async () => {
    await using it = await desk()
    const number = it.made()
    const id = it.emulator.control.comment(`acme/demo#${number}`, 'One\r\nTwo', 'octo')
    await it.save(number, { comments: [{ id, text: text('One\r\nTwo', 'One\n2') }] })
    expect((await it.read(number)).node).toMatchObject({ comments: { nodes: [{ body: 'One\r\n2' }] } })
    await expect(it.save(number, { comments: [{ id, text: text('One', ' ') }] })).rejects.toThrow('is empty')
    await expect(it.save(number, { body: text(undefined, 'x'.repeat(70_000)) })).rejects.toThrow('65,536 are allowed')
    await expect(it.save(number, { title: ' ' })).rejects.toThrow('title is empty')
    await expect(it.save(number, { title: 'x'.repeat(300) })).rejects.toThrow('256 characters')
  })
})

describe('pull requests', () => {
  it('take state, draft, base, reviewers, labels, title and text', async () => {
    await using it = await desk({}, 'pulls')
    const number = it.made()
    await it.save(number, {
      title: 'Better',
      body: text(undefined, 'Closes #1'),
      fields: [
        field('status', 'open', 'closed'),
        field('draft', undefined, true),
        field('base', 'main', 'next'),
        field('review requested', undefined, ['alice', 'Bob']),
        field('labels', [], ['bug']),
        field('assignee', undefined, 'octo'),
      ],
    })
    expect((await it.read(number)).node).toMatchObject({ title: 'Better', body: 'Closes #1' })
    const front = await it.front(number)
    expect(front).toMatchObject({ status: 'closed', draft: true, base: 'next', labels: ['bug'], assignee: 'octo' })
    expect(front['review requested']).toEqual(['alice', 'bob'])
    await it.set(number, 'status', 'open')
    await it.set(number, 'draft', undefined)
    await it.set(number, 'review requested', ['bob'])
    const after = await it.front(number)
    expect([after.status, after.draft, after['review requested']]).toEqual(['open', undefined, ['bob']])
    await expect(it.set(number, 'base', 'nowhere')).rejects.toThrow('base: “nowhere” invalid')
  })

  it('can be neither merged nor made, and what was merged stays so', async () => {
    await using it = await desk({ issues: 80 }, 'pulls')
    await expect(it.set(it.made(), 'status', 'merged')).rejects.toThrow('gh pr merge')
    const items = (await it.feed.list!(DEMO, it.call)).items.filter(({ route }) => route?.includes('/pulls/'))
    const merged = items.map(({ key }) => Number(key.number))
    for (const number of merged) {
      if ((await it.front(number)).status !== 'merged') continue
      await expect(it.set(number, 'status', 'open')).rejects.toThrow('stays merged')
      expect((await it.fields(number, ['status']))[0]?.values).toEqual(['merged'])
      break
    }
    expect([it.write.create, it.write.remove, it.write.findCreated]).toEqual([undefined, undefined, undefined])
  })

  it('have reviews and remarks that can be changed', async () => {
    await using it = await desk({}, 'pulls')
    const number = it.made()
    const key = `acme/demo#${number}`
    it.emulator.control.review(key, { state: 'COMMENTED', body: 'Fine.', remarks: ['Here.'] })
    const document = it.pulls.render(await it.read(number), it.key(number))
    const ids = document.comments?.map(({ id }) => id) ?? []
    expect(ids.map(id => id.replace(/\d+/, ''))).toEqual(['review-', 'r'])
    await it.save(number, { comments: ids.map(id => ({ id, text: text(undefined, `New ${id}`) })) })
    const after = it.pulls.render(await it.read(number), it.key(number))
    expect(after.comments?.map(({ text }) => text.blocks[0]?.markdown)).toEqual(ids.map(id => `New ${id}`))
  })
})
