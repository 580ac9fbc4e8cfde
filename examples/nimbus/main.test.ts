import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { unmountAnyway } from '../../framework/backend/stale-mount.ts'
import { createUser } from '../../framework/cli/fixtures/command-line.ts'
import { whyNoMount } from '../../framework/cli/fixtures/mounting.ts'
import { pluginFiles } from '../../framework/cli/new-plugin/files.ts'
import { addComment, startTracker } from './tracker.ts'

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8')
const token = 'a-token-of-the-test'

/** Lines of a file that `issuefs new-plugin` has not written, without blank ones. */
function ownLines(name: string): readonly string[] {
  const given = pluginFiles('nimbus')
    .get(name)!
    .split('\n')
    .map(line => line.trim())
  return read(name)
    .split('\n')
    .map(line => line.trim())
    .filter(line => {
      const at = given.indexOf(line)
      if (at >= 0) given.splice(at, 1)
      return line !== '' && at < 0
    })
}

test('the plugin is less than a hundred lines of its author', () => {
  expect(ownLines('index.ts').length).toBeLessThan(100)
})

test('the tracker answers as the API page says', async () => {
  await using tracker = await startTracker(token)
  addComment(tracker.collections, { uid: 'i-1' }, 'ben', 'I see it, too.', '2026-03-02T09:30:00Z')
  const blocks = [...read('api.md').matchAll(/```json\n(.*?)```/gs)].map(([, block]) => JSON.parse(block!))
  const [issues, comments, me] = blocks
  const ask = async (path: string): Promise<unknown> => {
    const response = await fetch(`${tracker.url}/api/2${path}`, { headers: { authorization: `Bearer ${token}` } })
    expect(response.headers.get('etag')).toMatch(/./)
    return response.json()
  }
  const listed = (await ask('/issues?changed_since=2026-03-02T00:00:00Z')) as { readonly issues: readonly [object] }
  expect(Object.keys(listed.issues[0])).toEqual(Object.keys(issues.issues[0]))
  expect(await ask('/issues/i-1/comments')).toMatchObject(comments)
  expect(await ask('/me')).toEqual(me)
})

test.skipIf(whyNoMount)(
  'it is mounted, read, searched and commented on (skipped where nothing can be mounted)',
  async () => {
    const user = createUser()
    await using tracker = await startTracker(token)
    const env = { NIMBUS_TOKEN: token }
    const words = ['mount', 'issues', '--plugin', import.meta.dirname, '--url', tracker.url, '--write']
    const mount = await user.start(words, /is mounted/, env)
    const ended = new Promise(resolve => mount.on('exit', resolve))
    const shell = async (line: string): Promise<string> =>
      (await promisify(execFile)('sh', ['-c', line], { cwd: user.home })).stdout
    try {
      expect(await shell('ls issues issues/WEB')).toMatch(
        /APP\nREADME\.md\nWEB\n(?:.*\n)*1\.md\n2\.md\n3\.md\nindex\.md\n/,
      )
      expect(await shell('grep -rl favicon issues; grep -l "^status: done" issues/*/*.md')).toBe('issues/WEB/3.md\n')
      await shell('echo "Seen in 1.4, too." >> issues/WEB/2.md')
      expect(tracker.collections.comments.all()).toMatchObject([
        { issue: 'i-2', author: 'mia', body: 'Seen in 1.4, too.' },
      ])
      expect(await shell('tail -3 issues/WEB/2.md')).toMatch(
        /^### mia, .* UTC <!-- comment c-1 -->\n\nSeen in 1\.4, too\.\n$/,
      )
    } finally {
      mount.kill('SIGINT')
      await ended
      await unmountAnyway(`${user.home}/issues`)
      user.remove()
    }
  },
)
