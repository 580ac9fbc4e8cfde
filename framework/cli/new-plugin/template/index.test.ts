import { mountMemory, testSource } from 'issuefs/testkit'
import { expect, test } from 'vitest'
import plugin from './index.ts'
import { startTracker } from './tracker.ts'

const token = 'a-token-of-the-test'

/** Everything that any plugin has to get right. */
testSource({
  source: plugin,
  async start() {
    const { url, collections, close } = await startTracker(token)
    return {
      options: { url, token },
      issues: collections.issues.all().length,
      change: ({ id }, title) => collections.issues.edit({ id: Number(id) }, { title }),
      remove: ({ id }) => collections.issues.remove({ id: Number(id) }),
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
