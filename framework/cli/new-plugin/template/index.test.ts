import { mountMemory, testSource } from 'issuefs/testkit'
import { expect, test } from 'vitest'
import plugin from './index.ts'
import { addComment, issue, startTracker } from './tracker.ts'

const token = 'a-token-of-the-test'

/** Everything that any plugin has to get right. */
testSource({
  source: plugin,
  async start() {
    const { url, collections, now, close } = await startTracker(token)
    const { issues } = collections
    let last = issues.all().length
    return {
      options: { url, token },
      issues: issues.all().length,
      change: (key, title) => issues.edit(key, { title }),
      comment: (key, text) => addComment(issues, key, 'bob', text, now()),
      create: title => issues.add({ ...issue(++last, 'app', title), changed: now() }),
      move: key => issues.edit(key, { project: 'elsewhere' }),
      remove: key => issues.remove(key),
      close,
    }
  },
})

test('issues are Markdown files in a folder for each project', async () => {
  await using tracker = await startTracker(token)
  await using mount = await mountMemory(plugin, { url: tracker.url, token })
  expect(mount.vol.readdirSync('/app')).toEqual(['1.md', '2.md', '3.md', 'index.md'])
  expect(mount.vol.readFileSync('/app/1.md', 'utf8')).toMatchInlineSnapshot(`
      "---
      key: 1
      status: open
      updated: 2026-01-01T03:04:05Z
      revision: c3c2982620ba
      ---

      # Login does nothing

      What happened, and *what should have*.

      ## Comments

      ### alice, 2026-01-01 09:00 UTC <!-- comment 1 -->

      I see it too.
      "
    `)
})
