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
      change: (key, summary) => issues.edit(key, { summary }),
      comment: (key, text) => addComment(collections, key, 'ben', text, now()),
      create: summary => issues.add({ ...issue(++last, 'APP', summary), changed_at: now() }),
      move: key => issues.edit(key, { project: 'OPS', number: ++last }),
      remove: key => issues.remove(key),
      close,
    }
  },
})

test('issues are Markdown files in a folder for each project', async () => {
  await using tracker = await startTracker(token)
  addComment(tracker.collections, { uid: 'i-1' }, 'ben', 'I see it, too.', '2026-03-02T09:30:00Z')
  await using mount = await mountMemory(plugin, { url: tracker.url, token })
  expect(mount.vol.readdirSync('/WEB')).toEqual(['1.md', '2.md', '3.md', 'index.md'])
  expect(mount.vol.readFileSync('/WEB/1.md', 'utf8')).toMatchInlineSnapshot(`
    "---
    key: WEB-1
    status: open
    priority: high
    tags: [search]
    reporter: ana
    created: 2026-03-01T08:00:00Z
    updated: 2026-03-05T09:30:01Z
    revision: a0765a5d376c
    ---

    # Search forgets its filter

    Open the *list*, filter, go back.

    ## Comments

    ### ben, 2026-03-02 09:30 UTC <!-- comment c-1 -->

    I see it, too.
    "
  `)
})
