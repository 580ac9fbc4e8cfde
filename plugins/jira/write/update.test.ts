import { describe, expect, it } from 'vitest'
import { createClient } from '../emulator/client.test-support.ts'
import { FLAVOURS } from '../reading.test-support.ts'
import { editedText, newText, writer } from './writer.test-support.ts'

describe.each(FLAVOURS)('an edit (%s)', flavour => {
  it.each([
    ['type', 'Story'],
    ['priority', 'Highest'],
    ['assignee', 'Alice Smith'],
    ['reporter', 'Bob Jones'],
    ['labels', ['one', 'two']],
    ['components', ['Login', 'Search']],
    ['affects', ['1.1']],
    ['fix versions', ['2.0', '2.1 "Next"']],
    ['due', '2026-12-24'],
    ['original estimate', '3h 15m'],
    ['remaining estimate', '20m'],
    ['environment', 'Safari 17 on macOS'],
    ['Story Points', 3.5],
    ['Severity', 'Major'],
    ['Platforms', ['Linux', 'Android']],
    ['Reviewer', 'Alice Smith'],
    ['Informed', ['Bob Jones', 'Alice Smith']],
    ['Target Date', '2027-01-31'],
    ['Go Live', '2027-01-31T09:30:00Z'],
    ['Customer Reference', 'CUST-1'],
    ['Area', 'Backend / Queue'],
    ['Tags', ['x', 'y']],
  ])('sets %s, changes it once, and empties it', async (name, value) => {
    await using it = await writer(flavour)
    const components = (await it.fieldsOf('DEMO-3', ['components']))[0]!.values!.slice(0, 2)
    const wanted = name === 'components' ? components : value
    expect((await it.save('DEMO-3', { fields: { [name]: wanted } })).front[name]).toEqual(wanted)
    it.emulator.requests.reset()
    await it.save('DEMO-3', { fields: { [name]: wanted } })
    const puts = Object.entries(it.emulator.requests.counts).filter(([request]) => request.startsWith('PUT'))
    expect(puts).toEqual(name.endsWith('estimate') ? [expect.anything()] : [])
    if (name === 'type' || name === 'reporter') return
    const none = Array.isArray(value) ? [] : undefined
    const empty = (await it.save('DEMO-3', { fields: { [name]: none } })).front[name]
    expect(empty ?? []).toEqual([])
  })

  it('sets both estimates at once, and one without the other', async () => {
    await using it = await writer(flavour)
    const both = { 'original estimate': '5h', 'remaining estimate': '4h 30m' }
    expect((await it.save('DEMO-3', { fields: both })).front).toMatchObject(both)
    const one = { 'remaining estimate': '1h' }
    expect((await it.save('DEMO-3', { fields: one })).front).toMatchObject({ ...both, ...one })
  })

  it('changes the title, and refuses one that Jira would not take', async () => {
    await using it = await writer(flavour)
    expect((await it.save('DEMO-2', { title: 'Another title' })).document.title).toBe('Another title')
    expect(await it.refusal('DEMO-2', { title: 'x'.repeat(256) })).toMatch(/^invalid: title: it has 256 letters/)
  })

  it('lets other people’s elements of a list stand', async () => {
    await using it = await writer(flavour)
    it.emulator.control.edit('DEMO-2', { labels: ['a', 'b'] })
    const before = await it.read('DEMO-2')
    it.emulator.control.edit('DEMO-2', { labels: ['a', 'b', 'theirs'] })
    await it.write.update(it.editOf(before, { fields: { labels: ['a', 'mine'] } }), it.call)
    expect((await it.read('DEMO-2')).front.labels).toEqual(['a', 'theirs', 'mine'])
  })

  it('names the nearest value for one that is not allowed, and sends nothing', async () => {
    await using it = await writer(flavour)
    const updated = (await it.read('DEMO-3')).front.updated
    const refusal = (name: string, value: string | string[]) =>
      it.refusal('DEMO-3', { title: 'Changed', fields: { [name]: value } })
    expect(await refusal('priority', 'Hihgest')).toMatch(
      /^invalid: priority: "Hihgest" is not one of the allowed values; the nearest: "Highest"/,
    )
    expect(await refusal('Platforms', ['Linuks'])).toMatch(/^invalid: Platforms: .*"Linux"/)
    expect(await refusal('assignee', 'Alcie Smith')).toMatch(/^invalid: assignee: nobody is called .*"Alice Smith"/)
    expect(await refusal('Reviewer', 'Zed')).toMatch(/^invalid: Reviewer: nobody is called "Zed"; the nearest: /)
    expect(await refusal('due', 'tomorrow')).toMatch(/^invalid: due: /)
    expect(await refusal('Story Points', 'five')).toMatch(/^invalid: Story Points: "five" is not a number/)
    expect(await refusal('status', 'Doen')).toMatch(/^invalid: status: "Doen" .*"Done"/)
    expect(await refusal('links', ['block DEMO-1'])).toMatch(/^invalid: links: "block" .*"blocks"/)
    expect(await refusal('Storry Points', '3')).toMatch(/^invalid: Storry Points: .*"Story Points"/)
    expect(await refusal('resolution', 'Done')).toMatch(/^invalid: resolution: it is set together with the status/)
    expect((await it.read('DEMO-3')).front.updated).toBe(updated)
  })

  it('tells what Jira refuses in the words of the document', async () => {
    await using it = await writer(flavour)
    expect(await it.refusal('DEMO-3', { fields: { labels: ['with space'] } })).toMatch(
      /^invalid: labels: The label 'with space' contains spaces/,
    )
    expect(await it.refusal('DEMO-3', { fields: { Tags: ['with space'] } })).toMatch(/^invalid: Tags: The label/)
  })

  it('finds people by name, user name, e-mail address and account id', async () => {
    await using it = await writer(flavour)
    const alice = { front: { assignee: 'Alice Smith' } }
    const id = (await it.save('DEMO-2', { fields: { assignee: 'alice smith' } })).entity.fields.assignee as Record<
      string,
      string
    >
    const words = [id.emailAddress, flavour === 'cloud' ? id.accountId : id.name] as const
    for (const word of words) {
      await it.save('DEMO-2', { fields: { assignee: undefined } })
      expect(await it.save('DEMO-2', { fields: { assignee: word } })).toMatchObject(alice)
    }
  })

  it('says that nobody can be found where people may not be searched for', async () => {
    await using it = await writer(flavour, { withheld: ['browse users'] })
    for (const key of ['assignee', 'Reviewer'])
      expect(await it.refusal('DEMO-2', { fields: { [key]: 'Zed' } })).toBe(
        `invalid: ${key}: nobody is called "Zed", or this account may not search for people (the permission “Browse Users and Groups”).`,
      )
  })

  it('refuses a name that two people bear', async () => {
    await using it = await writer(flavour, { namesakes: ['Bob Jones'] })
    expect(await it.refusal('DEMO-2', { fields: { assignee: 'Bob Jones' } })).toMatch(
      /^invalid: assignee: "Bob Jones" names 2 people; write \S+@example.test or bob.jones.2@example.test instead/,
    )
    const mail = 'bob.jones.2@example.test'
    expect((await it.save('DEMO-2', { fields: { assignee: mail } })).front.assignee).toBe('Bob Jones')
  })

  it('changes one block of the description, and leaves all others byte for byte', async () => {
    await using it = await writer(flavour)
    const before = await it.read('DEMO-2')
    const { blocks } = before.document.body
    expect(blocks.length).toBeGreaterThan(1)
    const after = await it.save('DEMO-2', { body: editedText(before.document.body, 0, 'Another beginning') })
    expect(after.document.body.blocks.slice(1).map(({ origin }) => origin)).toEqual(
      blocks.slice(1).map(({ origin }) => origin),
    )
    expect(JSON.stringify(after.document.body.blocks[0]!.markdown)).toContain('Another beginning')
    const none = { format: undefined, markdown: '', blocks: [] }
    expect((await it.save('DEMO-2', { body: none })).document.body.blocks).toEqual([])
  })

  it('changes sections: custom fields of several lines', async () => {
    await using it = await writer(flavour)
    it.emulator.control.edit('DEMO-2', { customfield_10035: flavour === 'cloud' ? adf('First') : 'First' })
    const [section] = (await it.read('DEMO-2')).document.sections!
    const after = await it.save('DEMO-2', { sections: [{ id: section!.id, text: newText('Second') }] })
    expect(JSON.stringify(after.document.sections![0]!.text.blocks)).toContain('Second')
  })

  it('changes comments of one’s own, not those of others', async () => {
    await using it = await writer(flavour)
    const comments = (await it.read('DEMO-2')).document.comments!
    const mine = comments.find(({ author }) => author === 'Mona Example')!
    const theirs = comments.find(({ author }) => author !== 'Mona Example')!
    const after = await it.save('DEMO-2', { comments: [{ id: mine.id, text: newText('Changed') }] })
    const shown = after.document.comments!.find(({ id }) => id === mine.id)!
    expect(JSON.stringify(shown.text.blocks)).toContain('Changed')
    const refused = await it.refusal('DEMO-2', { title: 'x', comments: [{ id: theirs.id, text: newText('Mine') }] })
    expect(refused).toMatch(new RegExp(`^denied: This account may not change comment ${theirs.id} by `))
    expect((await it.read('DEMO-2')).document.title).toBe(after.document.title)
  })

  it('keeps a comment for some from becoming one for all', async () => {
    await using it = await writer(flavour)
    const api = flavour === 'cloud' ? 3 : 2
    const body = flavour === 'cloud' ? adf('Secret') : 'Secret'
    const visibility = { type: 'role', value: 'Developers' }
    const path = `/rest/api/${api}/issue/DEMO-2/comment`
    const { json } = await createClient(it.emulator).post(path, { body, visibility })
    const after = await it.save('DEMO-2', { comments: [{ id: json.id, text: newText('Still secret') }] })
    const comment = after.document.comments!.find(({ id }) => id === json.id)!
    expect(comment.note).toBe('only Developers')
    expect(JSON.stringify(comment.text.blocks)).toContain('Still secret')
  })

  it('makes and cuts links in both directions, each once', async () => {
    await using it = await writer(flavour)
    const present = ((await it.read('OPS-2')).front.links ?? []) as string[]
    const links = [...present, 'blocks OPS-3', 'is blocked by DEMO-4']
    const after = await it.save('OPS-2', { fields: { links } })
    expect(after.front.links).toEqual(links)
    expect((await it.read('OPS-3')).front.links).toContain('is blocked by OPS-2')
    it.emulator.requests.reset()
    await it.save('OPS-2', { fields: { links: [...links, 'blocks OPS-3 (OPS-3.md)'] } })
    expect(Object.keys(it.emulator.requests.counts).join()).not.toContain('POST /rest/api/3/issueLink')
    expect((await it.save('OPS-2', { fields: { links: present } })).front.links ?? []).toEqual(present)
  })

  it('moves between sprints', async () => {
    await using it = await writer(flavour)
    const open = (await it.fieldsOf('DEMO-2', ['sprint']))[0]!.values!.filter(name => /7[89]$/.test(name))
    const closed = [(await it.read('DEMO-2')).front.sprint ?? []].flat() as string[]
    expect([(await it.save('DEMO-2', { fields: { sprint: [...closed, open[0]!] } })).front.sprint].flat()).toEqual([
      ...closed,
      open[0],
    ])
    expect([(await it.save('DEMO-2', { fields: { sprint: [...closed, open[1]!] } })).front.sprint].flat()).toEqual([
      ...closed,
      open[1],
    ])
    expect(await it.refusal('DEMO-2', { fields: { sprint: ['DEMO Sprnt 79'] } })).toMatch(/^invalid: sprint: /)
    expect([(await it.save('DEMO-2', { fields: { sprint: closed } })).front.sprint ?? []].flat()).toEqual(closed)
  })

  it('tells sprints of one name apart, on however many boards they are', async () => {
    await using it = await writer(flavour, { teams: 60 })
    const values = (await it.fieldsOf('DEMO-2', ['sprint']))[0]!.values!
    const last = values.findLast(name => name.startsWith('DEMO Sprint 79 ('))!
    expect(last).toBe('DEMO Sprint 79 (5901079)')
    expect(it.emulator.requests.recent.filter(({ status }) => status === 400)).toEqual([])
    const closed = [(await it.read('DEMO-2')).front.sprint ?? []].flat() as string[]
    const wanted = (name: string) => ({ fields: { sprint: [...closed, name] } })
    expect(await it.refusal('DEMO-2', wanted('DEMO Sprint 79'))).toMatch(
      /^invalid: sprint: "DEMO Sprint 79" .*the nearest: "DEMO Sprint 79 \(/,
    )
    const { entity, front } = await it.save('DEMO-2', wanted(last))
    expect([front.sprint].flat()).toEqual([...closed, 'DEMO Sprint 79'])
    expect(JSON.stringify(entity.fields)).toContain('5901079')
    const left = await it.save('DEMO-2', { fields: { sprint: closed } })
    expect(JSON.stringify(left.entity.fields)).not.toContain('5901079')
  })

  it('refuses links to what is not there, or to itself, before anything is sent', async () => {
    await using it = await writer(flavour)
    const refusal = (link: string) => it.refusal('OPS-2', { title: 'Changed', fields: { links: [link] } })
    expect(await refusal('blocks OPS-999')).toMatch(/^invalid: links: there is no issue OPS-999, or this account/)
    expect(await refusal('blocks OPS-2')).toMatch(/^invalid: links: "blocks OPS-2" would link the issue to itself/)
    expect((await it.read('OPS-2')).document.title).not.toBe('Changed')
  })

  it('says which issue may not be edited, and does not take others for it', async () => {
    await using it = await writer(flavour, { locked: ['DEMO-7'] })
    const make = () => it.emulator.control.create('DEMO', { summary: 'New' })
    const [key, twin] = [make(), make()]
    expect(key).toBe('DEMO-7')
    for (const changes of [{ title: 'Changed' }, { fields: { priority: 'Low' } }]) {
      expect(await it.refusal(key, changes)).toMatch(/^denied: \w+: this account may not edit the issue/)
    }
    expect((await it.save(twin, { title: 'Changed' })).document.title).toBe('Changed')
  })

  it('survives a connection that is cut before or after the effect: called again, all is set once', async () => {
    await using it = await writer(flavour)
    for (const kind of ['cut', 'drop'] as const) {
      it.emulator.control.faults({ rate: 1, kinds: [kind], only: 'PUT', times: 1 })
      const label = `new-${kind}`
      const { front } = await it.read('DEMO-4')
      const labels = [...((front.labels ?? []) as string[]), label]
      expect((await it.save('DEMO-4', { fields: { labels } })).front.labels).toEqual(labels)
    }
  })
})

describe('only on Jira Cloud', () => {
  it('changes and removes a parent', async () => {
    await using it = await writer('cloud')
    expect((await it.save('DEMO-4', { fields: { parent: undefined } })).front.parent).toBeUndefined()
    expect((await it.save('DEMO-4', { fields: { parent: 'DEMO-1' } })).front.parent).toBe('DEMO-1')
    expect(await it.refusal('DEMO-4', { fields: { parent: 'DEMO-999' } })).toMatch(/^invalid: parent: Could not find/)
  })

  it('waits when one issue is written too often', async () => {
    await using it = await writer('cloud', { issueWrites: 2 })
    for (const title of ['1', '2', '3']) await it.save('DEMO-2', { title })
    expect((await it.read('DEMO-2')).document.title).toBe('3')
  })
})

describe('only on Data Center', () => {
  it('sets the epic link', async () => {
    await using it = await writer('data-center')
    const after = await it.save('OPS-2', { fields: { epic: 'demo-1' } })
    expect(after.front.epic).toBe('DEMO-1')
    expect((await it.save('OPS-2', { fields: { epic: undefined } })).front.epic).toBeUndefined()
  })
})

const adf = (text: string) => ({
  type: 'doc',
  version: 1,
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
})
