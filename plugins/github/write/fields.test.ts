import { describe, expect, it } from 'vitest'
import { DEMO } from '../reading.test-support.ts'
import { desk } from './writing.test-support.ts'

const countOf = (counts: Readonly<Record<string, number>>, part: string) =>
  Object.entries(counts).reduce((sum, [name, count]) => sum + (name.includes(part) ? count : 0), 0)

describe('fields', () => {
  it('name what may be written, with all values of the repository, over several pages', async () => {
    await using it = await desk()
    for (let at = 0; at < 230; at += 1) it.emulator.control.label('acme/demo', `team/${at}`)
    it.emulator.control.edit('acme/demo#1', { milestone: 'v9' })
    it.emulator.control.invite('acme/demo', 'zoe')
    const fields = await it.fields(it.made())
    expect(fields.map(({ name }) => name)).toEqual([
      'status',
      'reason',
      'type',
      'labels',
      'assignee',
      'milestone',
      'parent',
      'sub-issues',
      'blocked by',
      'blocking',
      'locked',
    ])
    const valuesOf = (name: string) => fields.find(field => field.name === name)?.values
    expect(valuesOf('labels')).toHaveLength(237)
    expect(valuesOf('labels')).toContain('team/229')
    expect(valuesOf('assignee')).toEqual(expect.arrayContaining(['octo', 'zoe']))
    expect(valuesOf('milestone')).toContain('v9')
    expect(valuesOf('type')).toEqual(['Bug', 'Feature', 'Task'])
    expect(valuesOf('status')).toEqual(['open', 'closed'])
  })

  it('are asked for only where somebody wants to know, and kept for a while', async () => {
    await using it = await desk()
    const number = it.made()
    it.emulator.requests.reset()
    expect((await it.fields(number, ['status', 'parent'])).map(({ name }) => name)).toEqual(['status', 'parent'])
    expect(Object.keys(it.emulator.requests.counts)).toEqual(['POST /graphql'])
    await Promise.all([it.fields(number, ['labels']), it.fields(number, ['labels', 'milestone'])])
    await it.set(number, 'labels', ['bug'])
    const { counts } = it.emulator.requests
    expect(countOf(counts, 'GET /repos/{owner}/{repo}/labels')).toBe(1)
    expect(countOf(counts, 'assignees')).toBe(0)
  })

  it('are asked for again after a failure, and when another one has given up', async () => {
    await using it = await desk()
    const number = it.made()
    it.emulator.control.faults({ rate: 1, kinds: ['401'], only: '/labels', times: 1 })
    await expect(it.fields(number, ['labels'])).rejects.toMatchObject({ kind: 'denied' })
    expect((await it.fields(number, ['labels']))[0]?.values).toContain('bug')
  })

  it('of a new issue say what it gets, and of a pull request what it has', async () => {
    await using it = await desk()
    const fresh = await it.write.fields!({ of: 'new', scope: DEMO, given: {} }, it.call)
    expect(fresh.find(({ name }) => name === 'status')).toEqual({
      name: 'status',
      kind: 'choice',
      values: ['open', 'closed'],
      default: 'open',
    })
    await using other = await desk({}, 'pulls')
    expect((await other.fields(other.made())).map(({ name }) => name)).toEqual([
      'status',
      'draft',
      'labels',
      'assignee',
      'milestone',
      'base',
      'review requested',
      'locked',
    ])
  })

  it('find types in the organization where a server has no list for repositories', async () => {
    await using it = await desk({ types: 'organization' })
    const number = it.made()
    expect((await it.fields(number, ['type']))[0]?.values).toEqual(['Bug', 'Feature', 'Task'])
    await expect(it.set(number, 'type', 'Bog')).rejects.toThrow('nearest are Bug')
  })

  it('leave types to GitHub where the token may not list them', async () => {
    await using it = await desk({ types: 'nowhere' })
    const number = it.made()
    expect((await it.fields(number, ['type']))[0]?.values).toBeUndefined()
    await it.set(number, 'type', 'Task')
    expect((await it.front(number)).type).toBe('Task')
    await expect(it.set(number, 'type', 'Bog')).rejects.toMatchObject({ kind: 'invalid' })
  })

  it('leave out what an older server does not know', async () => {
    await using it = await desk({ unknown: ['Issue.issueType', 'Issue.parent', 'Issue.subIssues', 'Issue.blockedBy'] })
    const names = (await it.fields(it.made())).map(({ name }) => name)
    expect(names).toEqual(['status', 'reason', 'labels', 'assignee', 'milestone', 'locked'])
  })
})

describe('values that GitHub does not have', () => {
  it('are refused with the nearest, and nothing is made or sent', async () => {
    await using it = await desk()
    const number = it.made()
    const refused = async (name: string, to: string | readonly string[]) =>
      it.set(number, name, to).then(
        () => '',
        (error: Error) => error.message,
      )
    expect(await refused('labels', ['bugs'])).toMatch(
      /^labels: “bugs” is not known here; the nearest are bug, .* first\.$/,
    )
    expect(await refused('assignee', 'alicia')).toMatch(/^assignee: “alicia” .* nearest are alice, /)
    expect(await refused('type', 'Bog')).toMatch(/^type: “Bog” .* nearest are Bug/)
    expect(await refused('milestone', 'v1')).toMatch(/^milestone: “v1” /)
    expect(await refused('projects', 'Roadmap')).toMatch(/^projects: /)
    expect(Object.keys(it.emulator.requests.counts).filter(name => !/^GET|graphql/.test(name))).toEqual([])
    expect((await it.fields(number, ['labels']))[0]?.values).not.toContain('bugs')
  })
})
