import { Version2Client, Version3Client } from 'jira.js'
import { afterEach, expect, test } from 'vitest'
import { type Emulator, startEmulator } from './index.ts'

let emulator: Emulator | undefined
afterEach(() => emulator?.close())

test('Version3Client reads and writes a Cloud site', async () => {
  emulator = await startEmulator({ issues: 30, token: 'secret' })
  const authentication = { basic: { email: 'mona@example.test', apiToken: 'secret' } }
  const client = new Version3Client({ host: emulator.url, authentication })
  const found = await client.issueSearch.searchForIssuesUsingJqlEnhancedSearchPost({
    jql: 'project = DEMO ORDER BY key ASC',
    fields: ['summary'],
    maxResults: 10,
  })
  expect(found.issues?.map(issue => issue.key)).toContain('DEMO-10')
  expect(found.nextPageToken).toBeTypeOf('string')
  const get = await client.issueSearch.searchForIssuesUsingJqlEnhancedSearch({ jql: 'project = DEMO', fields: ['key'] })
  expect(get.issues).toHaveLength(30)
  const bulk = await client.issues.bulkFetchIssues({ issueIdsOrKeys: ['DEMO-2', 'DEMO-1'], fields: ['*all'] })
  expect(bulk.issues?.map(issue => issue.key)).toEqual(['DEMO-1', 'DEMO-2'])
  const issue = await client.issues.getIssue({ issueIdOrKey: 'DEMO-1', expand: 'changelog' })
  expect(issue.fields.summary).toBe(bulk.issues?.[0]?.fields.summary)
  await client.issueComments.addComment({ issueIdOrKey: 'DEMO-1', comment: 'Hello' })
  const comments = await client.issueComments.getComments({ issueIdOrKey: 'DEMO-1', orderBy: '-created' })
  expect(comments.comments?.[0]?.author?.displayName).toBe('Mona Example')
  await client.issues.editIssue({ issueIdOrKey: 'DEMO-1', fields: { summary: 'Edited' } })
  expect((await client.issues.getIssue({ issueIdOrKey: 'DEMO-1' })).fields.summary).toBe('Edited')
  const gone = client.issueSearch.searchForIssuesUsingJqlPost({ jql: 'project = DEMO' })
  await expect(gone).rejects.toMatchObject({ status: 410 })
})

test('Version2Client reads and writes a Data Center site', async () => {
  emulator = await startEmulator({ flavour: 'data-center', issues: 30 })
  const authentication = { oauth2: { accessToken: 'any' } }
  const client = new Version2Client({ host: emulator.url, authentication })
  const found = await client.issueSearch.searchForIssuesUsingJqlPost({ jql: 'project = DEMO', maxResults: 10 })
  expect(found).toMatchObject({ total: 30, maxResults: 10 })
  await client.issueComments.addComment({ issueIdOrKey: 'DEMO-1', comment: '*Hello*' })
  const { comments } = await client.issueComments.getComments({ issueIdOrKey: 'DEMO-1' })
  expect(comments?.at(-1)).toMatchObject({ body: '*Hello*' })
  expect((await client.issues.getIssue({ issueIdOrKey: 'DEMO-1' })).fields.comment.total).toBe(comments?.length)
  expect((await client.myself.getCurrentUser()).displayName).toBe('Mona Example')
})
