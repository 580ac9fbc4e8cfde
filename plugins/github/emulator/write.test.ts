import { describe, expect, it } from 'vitest'
import { type EmulatorOptions, startEmulator } from './index.ts'

async function started(options: EmulatorOptions = {}) {
  const emulator = await startEmulator({ issues: 5, ...options })
  const ask = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${emulator.url}/repos/acme/demo${path}`, {
      method,
      redirect: 'manual',
      headers: { authorization: 'token abc' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    const json = (text ? JSON.parse(text) : undefined) as Record<string, unknown>
    return { status: response.status, headers: response.headers, json }
  }
  return { emulator, ask, [Symbol.asyncDispose]: () => emulator.close() }
}

describe('writing as the emulator takes it', () => {
  it('replaces lists in PATCH, and makes labels that it does not know', async () => {
    await using it = await started()
    it.emulator.control.edit('acme/demo#1', { labels: ['bug', 'docs'] })
    const patched = await it.ask('PATCH', '/issues/1', { labels: ['brand new'] })
    expect(patched.json.labels).toEqual([expect.objectContaining({ name: 'brand new' })])
    const labels = (await it.ask('GET', '/labels?per_page=100')).json as unknown as readonly { name: string }[]
    expect(labels.map(({ name }) => name)).toContain('brand new')
  })

  it('refuses in GitHub’s shape', async () => {
    await using it = await started()
    const refused = await it.ask('POST', '/issues', { body: 'No title' })
    expect([refused.status, refused.json]).toMatchObject([
      422,
      { message: 'Validation Failed', errors: [{ resource: 'Issue', field: 'title', code: 'missing_field' }] },
    ])
    const stranger = await it.ask('PATCH', '/issues/1', { assignees: ['nobody'] })
    expect(stranger.json).toMatchObject({ errors: [{ field: 'assignees', code: 'invalid', value: 'nobody' }] })
    expect((await it.ask('PATCH', '/issues/999', { title: 'x' })).status).toBe(404)
    expect((await it.ask('DELETE', '/issues/1/labels/none')).json).toMatchObject({ message: 'Label does not exist' })
  })

  it('refuses blank comments, the author as reviewer, unknown teams, and another base for what is closed', async () => {
    await using it = await started()
    expect((await it.ask('POST', '/issues/1/comments', { body: ' \n' })).status).toBe(422)
    const number = it.emulator.control.create('acme/demo', { pull: true }).split('#')[1]
    const asked = `/pulls/${number}/requested_reviewers`
    expect((await it.ask('POST', asked, { reviewers: ['otto'] })).json.message).toContain('pull request author')
    expect((await it.ask('POST', asked, { reviewers: [], team_reviewers: ['core'] })).status).toBe(422)
    it.emulator.control.edit(`acme/demo#${number}`, { state: 'closed' })
    expect((await it.ask('PATCH', `/pulls/${number}`, { base: 'next' })).status).toBe(422)
  })

  it('refuses what is written to an archived repository, and issues where they are switched off', async () => {
    await using it = await started()
    it.emulator.control.switch('acme/demo', { hasIssues: false })
    expect((await it.ask('POST', '/issues', { title: 'x' })).status).toBe(410)
    expect((await it.ask('PATCH', '/issues/1', { title: 'x' })).status).toBe(200)
    it.emulator.control.switch('acme/demo', { archived: true })
    const refused = await it.ask('PATCH', '/issues/1', { title: 'y' })
    expect([refused.status, refused.json.message]).toEqual([403, 'Repository was archived so is read-only.'])
  })

  it('heeds a reason only together with the state', async () => {
    await using it = await started()
    const { emulator } = it
    emulator.control.edit('acme/demo#1', { state: 'closed' })
    expect((await it.ask('PATCH', '/issues/1', { state_reason: 'duplicate' })).json.state_reason).toBe('completed')
    const both = await it.ask('PATCH', '/issues/1', { state: 'closed', state_reason: 'duplicate' })
    expect(both.json.state_reason).toBe('duplicate')
  })

  it('drops without a word what only who may push can set', async () => {
    await using it = await started({ rights: 'read' })
    const made = await it.ask('POST', '/issues', { title: 'Mine', labels: ['bug'], assignees: ['alice'], type: 'Bug' })
    expect(made).toMatchObject({ status: 201, json: { labels: [], assignees: [], type: null } })
    const number = String(made.json.number)
    expect((await it.ask('POST', `/issues/${number}/assignees`, { assignees: ['alice'] })).status).toBe(201)
    expect((await it.ask('POST', `/issues/${number}/labels`, { labels: ['bug'] })).status).toBe(403)
    expect((await it.ask('PUT', `/issues/${number}/lock`)).status).toBe(403)
  })

  it('limits what is made, with 403 and Retry-After', async () => {
    await using it = await started({ creations: 2 })
    const answers = await Promise.all([1, 2, 3].map(at => it.ask('POST', '/issues/1/comments', { body: `${at}` })))
    const refused = answers.find(({ status }) => status === 403)
    expect(refused?.headers.get('retry-after')).toBe('1')
    expect(refused?.json.message).toContain('secondary rate limit')
  })

  it('keeps the method of what is redirected', async () => {
    await using it = await started()
    it.emulator.control.rename('acme/demo', 'renamed')
    const answer = await it.ask('PATCH', '/issues/1', { title: 'x' })
    expect([answer.status, answer.headers.get('location')]).toEqual([
      307,
      expect.stringMatching(/\/repositories\/\d+\/issues\/1$/),
    ])
  })

  it('carries out what is lost, and not what is dropped', async () => {
    await using it = await started()
    const { control } = it.emulator
    for (const kind of ['lost', 'drop'] as const) {
      control.faults({ rate: 1, kinds: [kind], times: 1 })
      await expect(it.ask('PATCH', '/issues/1', { title: kind })).rejects.toThrow()
    }
    expect((await it.ask('GET', '/issues/1')).json.title).toBe('lost')
  })
})
