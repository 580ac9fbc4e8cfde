import type { Comment, Item, Pull } from '../data/model.ts'
import type { Store } from '../data/store.ts'
import { createRandom, type Random } from '../random.ts'
import { body, comment, title } from './text.ts'
import { labels, people } from './words.ts'

export interface GenerateOptions {
  readonly issues: number
  readonly projects: readonly string[]
  readonly seed: number
}

/** The first one was created at this time, each further one some minutes later. */
const BEGIN = Date.UTC(2024, 0, 1)
const STEP = 37 * 60_000

/** Fills repositories in turn with issues and, one in eight, pull requests, comments and reviews. */
export function generate(store: Store, { issues, projects, seed }: GenerateOptions): void {
  const random = createRandom(seed)
  const repos = projects.map(name => store.repo(name) ?? store.addRepo(name))
  for (const repo of repos) {
    for (const label of labels) repo.labels.add(label)
    for (const login of people) repo.people.set(login, store.user(login))
  }
  for (let count = 0; count < issues; count += 1) {
    const repo = repos[count % repos.length]!
    const createdAt = BEGIN + count * STEP
    const comments = commentsOf(store, random, createdAt)
    const isClosed = random.chance(0.6)
    const updatedAt = Math.max(createdAt, ...comments.map(each => each.updatedAt)) + (isClosed ? 60_000 : 0)
    const isPull = random.chance(0.125)
    store.add(repo, {
      title: title(random),
      body: random.chance(0.05) ? null : body(random),
      user: store.user(random.pick(people)),
      association: random.pick(['NONE', 'MEMBER', 'CONTRIBUTOR', 'OWNER']),
      createdAt,
      updatedAt,
      closedAt: isClosed ? updatedAt : null,
      state: isClosed ? 'closed' : 'open',
      stateReason: isClosed && !isPull ? random.pick(['completed', 'completed', 'not_planned', 'duplicate']) : null,
      labels: [...new Set([random.pick(labels), random.pick(labels)])].slice(0, random.between(0, 2)),
      assignees: random.chance(0.4) ? [store.user(random.pick(people))] : [],
      milestone: random.chance(0.2) ? `v1.${random.between(0, 9)}` : null,
      type: !isPull && random.chance(0.5) ? random.pick(['Bug', 'Feature', 'Task']) : null,
      reactions: random.chance(0.2) ? { '+1': random.between(1, 9), heart: random.between(0, 2) } : {},
      comments,
      events: eventsOf(random, createdAt, isClosed ? updatedAt : undefined),
      projects: random.chance(0.1) ? [{ title: 'Roadmap', values: { Status: 'In Progress', Size: 3 } }] : [],
      ...(isPull && { pull: pullOf(store, random, createdAt, isClosed ? updatedAt : null) }),
    })
  }
  for (const { items } of repos) relate([...items.values()], random)
}

function commentsOf(store: Store, random: Random, from: number): Comment[] {
  const count = random.chance(0.003) ? random.between(101, 130) : random.chance(0.5) ? random.between(1, 6) : 0
  return Array.from({ length: count }, (_, at) => {
    const createdAt = from + (at + 1) * 600_000
    const updatedAt = random.chance(0.1) ? createdAt + 120_000 : createdAt
    return { id: store.nextId(), user: store.user(random.pick(people)), createdAt, updatedAt, body: comment(random) }
  })
}

function pullOf(store: Store, random: Random, from: number, closedAt: number | null): Pull {
  const word = `part${random.between(1, 99)}`
  const reviews = Array.from({ length: random.between(0, 2) }, (_, at) => {
    const createdAt = from + (at + 1) * 300_000
    const common = { createdAt, updatedAt: createdAt, user: store.user(random.pick(people)) }
    const remarks = Array.from({ length: random.between(0, 2) }, (__, line) => ({
      ...common,
      id: store.nextId(),
      body: comment(random),
      path: 'src/a.ts',
      line: line + 1,
    }))
    const state = random.pick(['APPROVED', 'COMMENTED', 'CHANGES_REQUESTED'])
    return { ...common, id: store.nextId(), body: random.chance(0.5) ? comment(random) : '', state, remarks }
  })
  const diff = [
    'diff --git a/src/a.ts b/src/a.ts',
    '--- a/src/a.ts',
    '+++ b/src/a.ts',
    '@@ -1,3 +1,3 @@',
    ' # first',
    `-const ${word} = 1`,
    `+const ${word} = \`2\``,
    ' last',
    '',
  ].join('\n')
  return {
    base: 'main',
    head: `fix/${word}`,
    draft: random.chance(0.1),
    mergedAt: random.chance(0.7) ? closedAt : null,
    reviews,
    requested: [],
    diff,
    additions: 1,
    deletions: 1,
    checks: random.chance(0.8)
      ? [{ state: random.pick(['SUCCESS', 'SUCCESS', 'FAILURE']), count: random.between(1, 5) }]
      : [],
  }
}

function eventsOf(random: Random, from: number, closedAt: number | undefined) {
  const actor = { login: random.pick(people) }
  const at = (milliseconds: number) => `${new Date(milliseconds).toISOString().slice(0, 19)}Z`
  return [
    { event: 'labeled', actor, created_at: at(from + 1000), label: { name: random.pick(labels) } },
    { event: 'renamed', actor, created_at: at(from + 2000), rename: { from: 'Untitled', to: title(random) } },
    ...(closedAt === undefined
      ? []
      : [{ event: 'closed', actor, created_at: at(closedAt), state_reason: 'completed' }]),
  ]
}

/** Some issues get a parent, some wait for another. */
function relate(items: readonly Item[], random: Random): void {
  const issues = items.filter(({ pull }) => !pull)
  for (const [at, item] of issues.entries()) {
    if (at === 0) continue
    const other = issues[random.between(0, at - 1)]!
    const fate = random.between(0, 19)
    if (fate === 0) {
      item.parent = other
      other.subIssues.push(item)
    } else if (fate === 1) {
      item.blockedBy.push(other)
      other.blocking.push(item)
    }
  }
}
