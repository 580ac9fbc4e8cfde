import { mountMemory, testSource } from 'issuefs/testkit'
import { expect, test } from 'vitest'
import gitlab from './gitlab.ts'
import { addNote, startGitlab } from './server.ts'

const token = 'a-token-of-the-test'
const project = 'acme/tools/app'

testSource({
  source: gitlab,
  async start() {
    const { url, collections, close } = await startGitlab(token)
    return {
      options: { url, token, projects: [project] },
      issues: collections.issues.all().length,
      change: ({ iid }, title) => collections.issues.edit({ iid: Number(iid) }, { title }),
      comment: ({ iid }, text) => addNote(collections, Number(iid), text),
      remove: ({ iid }) => collections.issues.remove({ iid: Number(iid) }),
      close,
    }
  },
})

test('issues stand in the folder of their project, with all their comments', async () => {
  await using server = await startGitlab(token)
  await using mount = await mountMemory(gitlab, { url: server.url, token, projects: [project] })
  const [group] = mount.vol.readdirSync('/').filter(name => name !== 'README.md')
  const folder = `/${group}/app`
  expect(mount.vol.readdirSync(folder)).toEqual(['1.md', '2.md', '3.md', '4.md', '5.md', 'index.md'])
  const text = String(mount.vol.readFileSync(`${folder}/1.md`, 'utf8'))
  expect(text).toContain('labels: [bug]\nassignees: [alice]\n')
  expect(text.match(/<!-- comment \d+ -->/g)).toEqual([
    '<!-- comment 1 -->',
    '<!-- comment 3 -->',
    '<!-- comment 4 -->',
  ])
})

test('a poll without news costs one request', async () => {
  await using server = await startGitlab(token)
  await using mount = await mountMemory(gitlab, { url: server.url, token, projects: [project] })
  await mount.refresh()
  const before = server.log.length
  await mount.refresh()
  expect(server.log.slice(before).filter(line => line.includes('/issues'))).toHaveLength(1)
})
