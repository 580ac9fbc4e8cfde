import { describe, expect, it } from 'vitest'
import { FLAVOURS } from '../reading.test-support.ts'
import { reason, writer } from './writer.test-support.ts'

const names = (fields: readonly { readonly name: string }[]) => fields.map(({ name }) => name)

describe.each(FLAVOURS)('what may be written (%s)', flavour => {
  it('of an issue: kinds, lists and allowed values, without what only Jira sets', async () => {
    await using it = await writer(flavour)
    const fields = await it.fieldsOf('DEMO-3')
    const field = (name: string) => fields.find(one => one.name === name)
    expect(field('priority')).toEqual({
      name: 'priority',
      kind: 'choice',
      values: ['Highest', 'High', 'Medium', 'Low', 'Lowest'],
    })
    expect(field('status')?.values).toEqual(['To Do', 'In Progress', 'In Review', 'Done'])
    expect(field('resolution')).toMatchObject({ kind: 'choice', note: expect.stringContaining('status') })
    expect(field('labels')).toMatchObject({ kind: 'text', many: true })
    expect(field('fix versions')?.values).toContain('2.1 "Next"')
    expect(field('assignee')?.kind).toBe('person')
    expect(field('due')?.kind).toBe('date')
    expect(field('original estimate')?.kind).toBe('duration')
    expect(field('Story Points')?.kind).toBe('number')
    expect(field('Go Live')?.kind).toBe('time')
    expect(field('Platforms')).toMatchObject({ kind: 'choice', many: true })
    expect(field('Area')?.values).toContain('Backend / Queue')
    expect(field('Informed')).toMatchObject({ kind: 'person', many: true })
    expect(field('links')?.note).toContain('is blocked by')
    expect(field('sprint')?.values).toContain('DEMO Sprint 79')
    expect(names(fields)).not.toEqual(expect.arrayContaining(['key']))
    for (const closed of ['created', 'votes', 'Rank', 'Acceptance Criteria', 'summary', 'description']) {
      expect(names(fields)).not.toContain(closed)
    }
  })

  it('asks only for what is wanted, and not twice', async () => {
    await using it = await writer(flavour)
    const present = await it.read('DEMO-2')
    it.emulator.requests.reset()
    const ask = (wanted: readonly string[]) => it.write.fields({ of: 'issue', ...present, names: wanted }, it.call)
    expect(names(await ask(['status']))).toEqual(['status'])
    expect(it.emulator.requests.total).toBe(1)
    expect(names(await ask(['priority', 'labels']))).toEqual(['priority', 'labels'])
    expect(it.emulator.requests.total).toBe(2)
    await ask(['priority', 'status'])
    expect(it.emulator.requests.total).toBe(2)
  })

  it('of a new issue: by its type, with what it gets by itself and what it cannot be without', async () => {
    await using it = await writer(flavour)
    const ofType = (given: Record<string, string>) =>
      it.write.fields({ of: 'new', scope: { project: 'DEMO' }, given }, it.call)
    const task = await ofType({})
    expect(task[0]).toEqual({
      name: 'type',
      kind: 'choice',
      values: ['Epic', 'Story', 'Bug', 'Task', 'Sub-task'],
      default: 'Task',
    })
    expect(task.find(({ name }) => name === 'reporter')?.default).toBe('Mona Example')
    expect(names(task)).not.toContain('Severity')
    expect(names(await ofType({ type: 'Bug' }))).toContain('Severity')
    const subtask = await ofType({ type: 'Sub-task' })
    expect(subtask.find(({ name }) => name === 'parent')).toMatchObject({ kind: 'issue', required: true })
  })

  it('of a project that is not there: Jira says so', async () => {
    await using it = await writer(flavour)
    const asked = it.write.fields({ of: 'new', scope: { project: 'NONE' }, given: {} }, it.call)
    expect(await reason(asked)).toMatch(/^not-found: .*NONE/)
  })

  it('of an issue that may not be edited: no field of its screen', async () => {
    await using it = await writer(flavour, { withheld: ['edit'] })
    expect(names(await it.fieldsOf('DEMO-2'))).not.toContain('priority')
    expect(await it.refusal('DEMO-2', { fields: { priority: 'Low' } })).toBe(
      'denied: priority: this account may not edit the issue, or not in its present status.',
    )
  })
})
