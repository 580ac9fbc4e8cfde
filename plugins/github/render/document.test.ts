import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Entity } from '../model/entity.ts'
import { diffDocument } from './diff.ts'
import { itemDocument } from './document.ts'
import { historyDocument } from './history.ts'

const key = { owner: 'acme', repo: 'app', number: 12 }
const issue = (node: object): Entity => ({ kind: 'issue', key, node: { __typename: 'Issue', number: 12, ...node } })
const pull = (node: object): Entity => ({ kind: 'pull', key, node: { __typename: 'PullRequest', number: 12, ...node } })
const nodes = (...list: unknown[]) => ({ nodes: list })
const other = (number: number, state = 'OPEN', nameWithOwner = 'acme/app') => ({
  number,
  state,
  repository: { nameWithOwner },
})
const present = (front: Readonly<Record<string, unknown>>) =>
  Object.entries(front).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0))

describe('an issue as a document', () => {
  it('says its fields in a stable order, without empty ones', () => {
    const { front, title, body, state, modified, created } = itemDocument(
      issue({
        title: 'Login  fails\n on Safari',
        body: '## Steps\r\n\r\n1. go',
        url: 'https://github.com/acme/app/issues/12',
        state: 'CLOSED',
        stateReason: 'NOT_PLANNED',
        issueType: { name: 'Bug' },
        author: { login: 'alice', databaseId: 7 },
        authorAssociation: 'FIRST_TIME_CONTRIBUTOR',
        assignees: nodes({ login: 'bob' }, null),
        labels: nodes({ name: 'bug' }, { name: 'area: core' }),
        milestone: { title: 'v2' },
        reactionGroups: [
          { content: 'THUMBS_UP', reactors: { totalCount: 3 } },
          { content: 'HEART', reactors: { totalCount: 0 } },
        ],
        parent: other(3),
        subIssues: nodes(other(13, 'CLOSED')),
        blockedBy: nodes(other(1, 'OPEN', 'acme/web')),
        blocking: nodes(),
        closedByPullRequestsReferences: nodes(other(40, 'MERGED')),
        projectItems: nodes({
          project: { title: 'Roadmap' },
          fieldValues: nodes(
            { field: { name: 'Title' }, text: 'x' },
            { field: { name: 'Status' }, name: 'Done' },
            { field: { name: 'Size' }, number: 3 },
            {},
          ),
        }),
        locked: true,
        activeLockReason: 'TOO_HEATED',
        createdAt: '2026-01-02T03:04:05Z',
        updatedAt: '2026-01-09T10:11:12Z',
        closedAt: '2026-01-09T10:11:12Z',
      }),
    )
    expect([title, state, modified, created]).toEqual([
      'Login fails on Safari',
      'closed',
      '2026-01-09T10:11:12Z',
      '2026-01-02T03:04:05Z',
    ])
    expect(body.blocks[0]?.markdown).toBe('## Steps\r\n\r\n1. go')
    expect(present(front)).toEqual([
      ['key', 'acme/app#12'],
      ['url', 'https://github.com/acme/app/issues/12'],
      ['type', 'Bug'],
      ['status', 'closed'],
      ['reason', 'not planned'],
      ['assignee', 'bob'],
      ['author', 'alice'],
      ['association', 'first time contributor'],
      ['labels', ['bug', 'area: core']],
      ['milestone', 'v2'],
      ['projects', ['Roadmap: Status Done, Size 3']],
      ['reactions', ['+1 3']],
      ['parent', 'acme/app#3'],
      ['sub-issues', ['acme/app#13 (closed)']],
      ['blocked by', ['acme/web#1']],
      ['pull requests', ['acme/app#40 (merged)']],
      ['locked', 'too heated'],
      ['created', '2026-01-02T03:04:05Z'],
      ['updated', '2026-01-09T10:11:12Z'],
      ['closed', '2026-01-09T10:11:12Z'],
    ])
  })

  it('tells of a pull request where it comes from, what was said of it, and how its checks are', () => {
    const review = (id: number, state: string, body: string, at: string, login: string, ...comments: unknown[]) => ({
      url: `https://x/#pullrequestreview-${id}`,
      state,
      body,
      submittedAt: at,
      author: { login },
      comments: nodes(...comments),
    })
    const { front, comments, state } = itemDocument(
      pull({
        title: 'Fix',
        pullState: 'MERGED',
        isDraft: false,
        repository: { nameWithOwner: 'acme/app' },
        baseRefName: 'main',
        headRefName: 'fix',
        headRepository: { nameWithOwner: 'eve/app' },
        additions: 12,
        deletions: 3,
        changedFiles: 2,
        commits: { totalCount: 4 },
        reviewDecision: 'APPROVED',
        mergedBy: { login: 'bob' },
        mergedAt: '2026-01-09T10:11:12Z',
        closingIssuesReferences: nodes(other(7)),
        reviewRequests: nodes({ requestedReviewer: { slug: 'core' } }, { requestedReviewer: null }),
        statusCheckRollup: {
          state: 'FAILURE',
          contexts: {
            checkRunCountsByState: [
              { state: 'SUCCESS', count: 3 },
              { state: 'FAILURE', count: 1 },
            ],
            statusContextCountsByState: [{ state: 'SUCCESS', count: 1 }],
          },
        },
        comments: nodes({
          url: 'https://x/#issuecomment-5',
          body: 'Hello',
          createdAt: '2026-01-03T00:00:00Z',
          author: { login: 'alice', databaseId: 7 },
          lastEditedAt: '2026-01-04T00:00:00Z',
        }),
        reviews: nodes(
          review(9, 'CHANGES_REQUESTED', 'No', '2026-01-02T00:00:00Z', 'bob'),
          review(10, 'COMMENTED', '', '2026-01-05T00:00:00Z', 'bob', {
            url: 'https://x/#discussion_r11',
            body: 'Here',
            path: 'a.ts',
            line: 4,
            createdAt: '2026-01-05T00:00:00Z',
            isMinimized: true,
            minimizedReason: 'OUTDATED',
          }),
          review(12, 'APPROVED', '', '2026-01-06T00:00:00Z', 'bob'),
        ),
      }),
    )
    expect(state).toBe('closed')
    expect(front).toMatchObject({
      status: 'merged',
      closes: ['acme/app#7'],
      base: 'main',
      head: 'eve/app:fix',
      review: 'approved',
      reviewers: ['bob approved'],
      'review requested': ['core'],
      checks: 'failure (4 success, 1 failure)',
      size: '+12 -3 in 2 files',
      diff: '12/changes.diff',
    })
    expect(comments?.map(({ text, ...rest }) => rest)).toEqual([
      { id: 'review-9', author: 'bob', authorId: 'bob', at: '2026-01-02T00:00:00Z', note: 'review, changes requested' },
      { id: '5', author: 'alice', authorId: '7', at: '2026-01-03T00:00:00Z', edited: '2026-01-04T00:00:00Z' },
      { id: 'r11', author: 'ghost', at: '2026-01-05T00:00:00Z', note: 'on a.ts:4, hidden as outdated' },
      { id: 'review-12', author: 'bob', authorId: 'bob', at: '2026-01-06T00:00:00Z', note: 'review, approved' },
    ])
  })

  it('renders any JSON', () => {
    const names = [
      'title',
      'body',
      'state',
      'pullState',
      'author',
      'labels',
      'assignees',
      'comments',
      'reviews',
      'projectItems',
      'parent',
      'subIssues',
      'reactionGroups',
      'statusCheckRollup',
      'createdAt',
      'locked',
      'reviewRequests',
      'repository',
      'nodes',
    ]
    const value = fc.letrec(tie => ({
      any: fc.oneof(
        { maxDepth: 4 },
        fc.jsonValue({ maxDepth: 1 }),
        fc.record({ nodes: fc.array(tie('any'), { maxLength: 3 }) }),
        fc.dictionary(
          fc.constantFrom(...names, 'login', 'url', 'name', 'number', 'fieldValues', 'project', 'field'),
          tie('any'),
          { maxKeys: 4 },
        ),
      ),
    })).any
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), value), fc.boolean(), (node, isPull) => {
        const entity = JSON.parse(JSON.stringify(isPull ? pull(node) : issue(node))) as Entity
        const document = itemDocument(entity)
        expect(document).toEqual(itemDocument(entity))
        expect(JSON.stringify(document.front)).not.toContain('[object')
      }),
      { numRuns: 300 },
    )
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { maxLength: 5 }), events => {
        expect(historyDocument({ kind: 'issue', key, events }).front.events).toBe(events.length)
      }),
    )
  })
})

it('keeps to itself a review that is not submitted yet', () => {
  const said = { body: 'Draft', createdAt: '2026-01-02T03:04:05Z', url: 'https://x/#discussion_r1' }
  const review = { state: 'PENDING', body: 'Not yet', comments: { nodes: [said] } }
  const node = { __typename: 'PullRequest', number: 12, reviews: { nodes: [review] } }
  expect(itemDocument({ kind: 'pull', key, node }).comments).toEqual([])
})

describe('a history', () => {
  it('says who did what, oldest first', () => {
    const actor = { login: 'alice' }
    const created_at = '2026-01-02T03:04:05Z'
    const { body, modified } = historyDocument({
      kind: 'issue',
      key,
      events: [
        { event: 'labeled', actor, created_at, label: { name: 'bug' } },
        { event: 'renamed', actor, created_at, rename: { from: 'a', to: 'b' } },
        { event: 'closed', actor: null, created_at, state_reason: 'not_planned' },
        {
          event: 'cross-referenced',
          actor,
          created_at,
          source: { issue: { number: 4, repository: { full_name: 'acme/web' } } },
        },
        {
          event: 'committed',
          sha: '0123456789abcdef',
          message: 'Fix it\n\nWell',
          author: { name: 'Bob', date: created_at },
        },
        {
          event: 'sub_issue_added',
          actor,
          created_at,
          sub_issue: { number: 9, html_url: 'https://git.acme.example/acme/app/issues/9' },
        },
        { event: 'reviewed', user: actor, submitted_at: created_at, state: 'changes_requested' },
      ],
    })
    const text = JSON.stringify(body)
    for (const line of [
      '2026-01-02 03:04 UTC, alice: labeled bug',
      'renamed “a” → “b”',
      'ghost: closed not planned',
      'cross referenced from acme/web#4',
      'Bob: committed 0123456789ab Fix it Well',
      'sub issue added acme/app#9',
      'reviewed changes requested',
    ]) {
      expect(text).toContain(line)
    }
    expect(modified).toBe(created_at)
  })
})

it('keeps a diff as it is', () => {
  const text = 'diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+```\n'
  expect(diffDocument({ key, text }).body.blocks[0]?.markdown).toEqual([
    { type: 'code', lang: 'diff', value: text.slice(0, -1) },
  ])
})
