import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { startGitlab } from '../gitlab/server.ts'
import { unassigned } from './open-issues.ts'

const plugin = fileURLToPath(new URL('../gitlab/gitlab.ts', import.meta.url))

test('a program finds the open issues that nobody is assigned to, and asks only for news the second time', async () => {
  const cacheFolder = await mkdtemp(join(tmpdir(), 'issuefs-example-'))
  await using server = await startGitlab('t')
  try {
    server.collections.issues.edit({ iid: 4 }, { assignees: [] })
    const settings = { url: server.url, token: 't', projects: ['acme/app'] }
    const first = await unassigned({ plugin, settings, cacheFolder })
    expect(first).toEqual([])
    const other = { ...settings, projects: ['acme/tools/app'] }
    expect(await unassigned({ plugin, settings: other, cacheFolder })).toEqual([
      { path: expect.stringMatching(/app\/4\.md$/), title: 'Issue 4' },
    ])
    const before = server.log.length
    await unassigned({ plugin, settings: other, cacheFolder })
    expect(server.log.length - before).toBeLessThan(5)
  } finally {
    await rm(cacheFolder, { recursive: true, force: true })
  }
})
