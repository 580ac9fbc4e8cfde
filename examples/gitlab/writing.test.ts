import { mountMemory } from 'issuefs/testkit'
import { describe, expect, test, vi } from 'vitest'
import gitlab from './gitlab.ts'
import { startGitlab } from './server.ts'

const token = 'a-token-of-the-test'

async function writable() {
  const server = await startGitlab(token)
  const options = { url: server.url, token, projects: ['acme/tools/app'] }
  const mount = await mountMemory(gitlab, options, {}, { write: true })
  const [group] = mount.vol.readdirSync('/').filter(name => name !== 'README.md')
  const folder = `/${group}/app`
  const text = (name: string): string => String(mount.vol.readFileSync(`${folder}/${name}`, 'utf8'))
  return {
    server,
    mount,
    folder,
    text,
    save: (name: string, edit: (text: string) => string) => mount.write(`${folder}/${name}`, edit(text(name))),
    issue: (iid: number) => server.collections.issues.find({ iid })!,
    /** What was sent to change something. */
    writes: () => server.log.filter(line => /^(?:PUT|POST)/.test(line)),
    async [Symbol.asyncDispose]() {
      await mount.close()
      await server.close()
    },
  }
}

describe('a saved file', () => {
  test('is an edit: fields, title and description with one request', async () => {
    await using user = await writable()
    await user.save('3.md', old =>
      old
        .replace('state: opened', 'state: closed')
        .replace('labels: [bug]', 'labels: [urgent]')
        .replace('# Issue 3', '# A crash')
        .replace('what should have.', 'what should have happened.'),
    )
    expect(user.issue(3)).toMatchObject({
      state: 'closed',
      labels: ['urgent'],
      title: 'A crash',
      description: 'What happened,\r\nand what should have happened.',
    })
    expect(user.writes()).toHaveLength(1)
    expect(user.text('3.md')).toMatch(/state: closed\n.*# A crash\n/s)
  })

  test('with more at its end is a comment, and so is text for the file comment', async () => {
    await using user = await writable()
    await user.mount.append(`${user.folder}/1.md`, '\nSeen.\n')
    await user.mount.reveal(`${user.folder}/1`)
    await user.mount.write(`${user.folder}/1/comment`, 'Seen by a script.')
    const bodies = user.server.collections.notes.all().map(({ body }) => body)
    expect(bodies.slice(-2)).toEqual(['Seen.', 'Seen by a script.'])
    expect(user.text('1.md')).toMatch(/\n\nSeen\.\n.*\n\nSeen by a script\.\n$/s)
  })

  test('that is new is an issue, under its own name and the one that was written', async () => {
    await using user = await writable()
    await user.mount.create(`${user.folder}/crash.md`, '---\nlabels: [bug]\n---\n\n# It crashes\n\nOften.\n')
    expect(user.issue(6)).toMatchObject({ title: 'It crashes', description: 'Often.', labels: ['bug'] })
    expect(user.text('6.md')).toContain('# It crashes')
    expect(user.text('crash.md')).toBe(user.text('6.md'))
    expect(user.mount.host.edits!.list()).toMatchObject([
      { state: 'sent', createdPath: expect.stringMatching(/6\.md$/) },
    ])
  })

  test('with a value that is not allowed is refused before anything is sent', async () => {
    await using user = await writable()
    await expect(user.save('3.md', old => old.replace('state: opened', 'state: close'))).rejects.toThrow(
      /`state` can't be "close"; did you mean "closed"/,
    )
    expect(user.writes()).toEqual([])
    expect(user.text('3.md')).toContain('state: opened')
  })
})

test('what somebody else has changed meanwhile is a conflict; elsewhere both changes stand', async () => {
  await using user = await writable()
  user.server.collections.issues.edit({ iid: 3 }, { title: 'By Otto', labels: ['bug', 'triaged'] })
  await user.save('3.md', old => old.replace('labels: [bug]', 'labels: [bug, urgent]'))
  expect(user.issue(3)).toMatchObject({ title: 'By Otto', labels: ['bug', 'triaged', 'urgent'] })
  const before = user.text('3.md')
  user.server.collections.issues.edit({ iid: 3 }, { title: 'Otto again' })
  await expect(user.mount.write(`${user.folder}/3.md`, before.replace('# By Otto', '# Mine'))).rejects.toMatchObject({
    kind: 'conflict',
    message: expect.stringContaining('Somebody else has changed the title'),
  })
  expect(user.issue(3).title).toBe('Otto again')
  user.mount.host.edits!.resolve(user.mount.host.edits!.list()[0]!.name, 'mine')
  await vi.waitFor(() => expect(user.issue(3).title).toBe('Mine'))
  await vi.waitFor(() => expect(user.mount.host.edits!.list()).toEqual([]))
})

test('offline, saves wait and are shown; then each is sent once', async () => {
  await using user = await writable()
  const { host } = user.mount
  user.server.behaviour.fault = () => 'cut before'
  await user.save('3.md', old => old.replace('# Issue 3', '# Mine'))
  await user.mount.append(`${user.folder}/3.md`, '\nSeen.\n')
  expect(user.text('3.md')).toMatch(/# Mine.*Seen\./s)
  expect(host.edits!.list()).toMatchObject([{ state: 'pending' }, { state: 'pending' }])
  user.server.behaviour.fault = undefined
  const before = user.writes().length
  host.edits!.retry()
  await vi.waitFor(() => expect(host.edits!.list()).toEqual([]), 8000)
  await user.mount.refresh()
  expect(user.issue(3).title).toBe('Mine')
  expect(user.writes().slice(before)).toEqual([
    expect.stringMatching(/^PUT .*\/issues\/3 200$/),
    expect.stringMatching(/^POST .*\/notes 201$/),
  ])
  expect(user.text('3.md')).toMatch(/# Mine.*### me, .*Seen\./s)
}, 15_000)

test('an answer that is lost: the comment is found, not made again', async () => {
  await using user = await writable()
  let lost = 0
  user.server.behaviour.fault = ({ method }) => (method === 'POST' && lost++ === 0 ? 'cut after' : undefined)
  await user.mount.append(`${user.folder}/3.md`, '\nOnce.\n')
  expect(user.mount.host.edits!.list()).toEqual([])
  expect(user.server.collections.notes.all().filter(({ body }) => body === 'Once.')).toHaveLength(1)
})
