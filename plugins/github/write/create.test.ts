import type { Draft, FrontValue } from 'issuefs/source'
import { describe, expect, it } from 'vitest'
import { DEMO } from '../reading.test-support.ts'
import { desk, text } from './writing.test-support.ts'

function draft(title: string, fields: Readonly<Record<string, FrontValue>> = {}, body?: string): Draft {
  const since = new Date().toISOString()
  return { scope: DEMO, title, fields, mark: 'm-1', since, ...(body && { body: text(undefined, body) }) }
}

const posts = (counts: Readonly<Record<string, number>>) => counts['POST /repos/{owner}/{repo}/issues'] ?? 0

describe('creating', () => {
  it('makes an issue with what is given, in one request', async () => {
    await using it = await desk()
    it.emulator.control.edit('acme/demo#1', { milestone: 'v9' })
    const fields = { labels: ['bug', 'docs'], assignee: 'alice', milestone: 'v9', type: 'Task', status: 'open' }
    const created = await it.write.create!(draft('Made here', fields, 'Text.\n\nMore.'), it.call)
    const number = Number(created.key.number)
    expect(created).toEqual({ id: `acme/demo#${number}`, key: it.key(number) })
    expect((await it.read(number)).node).toMatchObject({ title: 'Made here', body: 'Text.\n\nMore.' })
    expect(await it.front(number)).toMatchObject({
      author: 'octo',
      labels: ['bug', 'docs'],
      assignee: 'alice',
      milestone: 'v9',
      type: 'Task',
    })
  })

  it('refuses unknown labels before anything is made', async () => {
    await using it = await desk()
    await expect(it.write.create!(draft('A', { labels: ['bugg'] }), it.call)).rejects.toThrow('labels: “bugg”')
    await expect(it.write.create!(draft(' '), it.call)).rejects.toThrow('title is empty')
    expect(posts(it.emulator.requests.counts)).toBe(0)
  })

  it('is not sent twice when the answer is lost, and finds what was made', async () => {
    for (const kind of ['lost', 'cut', 'garbage', '500', 'drop'] as const) {
      await using it = await desk()
      const wanted = draft('Lost and found', {}, 'With a\r\ntext.')
      const other = await it.write.create!(draft('Lost and found', {}, 'Another text.'), it.call)
      it.emulator.control.create('acme/demo', { title: 'Lost and found', body: 'With a\ntext.' })
      it.emulator.requests.reset()
      it.emulator.control.faults({ rate: 1, kinds: [kind], only: 'POST /repos', times: 1 })
      await expect(it.write.create!(wanted, it.call), kind).rejects.toThrow()
      expect(posts(it.emulator.requests.counts), kind).toBe(1)
      const found = await it.write.findCreated!(wanted, it.call)
      const isMade = kind !== '500' && kind !== 'drop'
      expect(found !== undefined, kind).toBe(isMade)
      if (!found) continue
      expect(found.id).not.toBe(other.id)
      expect((await it.read(Number(found.key.number))).node).toMatchObject({ author: { login: 'octo' } })
    }
  })

  it('does not take an older issue of the same title for the new one', async () => {
    await using it = await desk()
    await it.write.create!(draft('Again', {}, 'Text.'), it.call)
    const later = { ...draft('Again', {}, 'Text.'), since: new Date(Date.now() + 60_000).toISOString() }
    expect(await it.write.findCreated!(later, it.call)).toBeUndefined()
  })

  it('waits out the limit for what is made', async () => {
    await using it = await desk({ creations: 1 })
    const [first, second] = [
      await it.write.create!(draft('One'), it.call),
      await it.write.create!(draft('Two'), it.call),
    ]
    expect(first.id).not.toBe(second.id)
  })

  it('follows a repository that was renamed', async () => {
    await using it = await desk()
    it.emulator.control.rename('acme/demo', 'renamed')
    const { key } = await it.write.create!(draft('Made'), it.call)
    await it.set(Number(key.number), 'labels', ['bug'])
    expect(await it.front(Number(key.number))).toMatchObject({ labels: ['bug'] })
  })
})

describe('deleting', () => {
  it('deletes an issue, also one that is gone already; only who may', async () => {
    await using it = await desk()
    const number = it.made()
    const issue = { id: `acme/demo#${number}`, key: it.key(number), entity: await it.read(number) }
    it.emulator.control.rights('write')
    await expect(it.write.remove!(issue, it.call)).rejects.toMatchObject({ kind: 'denied' })
    it.emulator.control.rights('admin')
    await it.write.remove!(issue, it.call)
    await it.write.remove!(issue, it.call)
    await expect(it.read(number)).rejects.toThrow('gone')
  })
})
