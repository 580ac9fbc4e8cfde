import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { Item, Pull } from '../data/model.ts'
import type { Store } from '../data/store.ts'

type Json = Readonly<Record<string, unknown>>

/** Fills the store from files of `[{ issue, comment? }]`: an issue comes once for each of its comments. */
export function load(store: Store, files: readonly string[]): void {
  for (const file of files) for (const { issue, comment } of readEntries(file)) adopt(store, issue, comment)
}

interface Entry {
  readonly issue: Json
  readonly comment: Json | undefined
}

function readEntries(file: string): readonly Entry[] {
  const bytes = readFileSync(file)
  const text = (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('utf8')
  try {
    const parsed = JSON.parse(text) as unknown
    if (!Array.isArray(parsed)) throw new Error('not a list')
    return parsed.map((entry: Json) => ({
      issue: json(entry.issue ?? entry),
      comment: entry.comment as Json | undefined,
    }))
  } catch (cause) {
    throw new Error(`${file} is not a JSON list of issues`, { cause })
  }
}

function adopt(store: Store, issue: Json, comment: Json | undefined): void {
  const name = /\/repos\/([^/]+\/[^/]+)$/.exec(
    String(issue.repository_url ?? issue.url).replace(/\/issues\/\d+$/, ''),
  )?.[1]
  const number = Number(issue.number)
  if (name === undefined || !Number.isInteger(number))
    throw new Error('an issue object needs a repository_url and a number')
  const repo = store.repo(name) ?? store.addRepo(name)
  const item = repo.items.get(number) ?? add(store, name, issue)
  if (!comment) return
  const createdAt = time(comment.created_at) ?? item.createdAt
  const login = String(json(comment.user).login ?? comment.user ?? 'ghost')
  const updatedAt = time(comment.updated_at) ?? createdAt
  const id = Number(comment.id) || store.nextId()
  item.comments.push({ id, user: store.user(login), createdAt, updatedAt, body: String(comment.body ?? '') })
  item.comments.sort((a, b) => a.createdAt - b.createdAt)
}

function add(store: Store, name: string, issue: Json): Item {
  const merged = time(json(issue.pull_request).merged_at) ?? null
  const createdAt = time(issue.created_at) ?? store.now()
  return store.add(store.repo(name)!, {
    number: Number(issue.number),
    id: Number(issue.id) || store.nextId(),
    title: String(issue.title ?? ''),
    body: typeof issue.body === 'string' ? issue.body : null,
    user: store.user(String(json(issue.user).login ?? 'ghost')),
    association: String(issue.author_association ?? 'NONE'),
    createdAt,
    updatedAt: time(issue.updated_at) ?? createdAt,
    closedAt: time(issue.closed_at) ?? null,
    state: issue.state === 'closed' ? 'closed' : 'open',
    stateReason: typeof issue.state_reason === 'string' ? issue.state_reason : null,
    labels: list(issue.labels).map(label => String(label.name)),
    assignees: list(issue.assignees).map(user => store.user(String(user.login))),
    milestone: issue.milestone ? String(json(issue.milestone).title) : null,
    type: issue.type ? String(json(issue.type).name) : null,
    locked: issue.locked === true,
    lockReason: typeof issue.active_lock_reason === 'string' ? issue.active_lock_reason : null,
    reactions: counts(json(issue.reactions)),
    ...(issue.pull_request !== undefined && {
      pull: { ...emptyPull, draft: issue.draft === true, mergedAt: merged, reviews: [], requested: [] },
    }),
  })
}

const emptyPull: Omit<Pull, 'reviews' | 'requested'> = {
  base: 'main',
  head: 'topic',
  draft: false,
  mergedAt: null,
  diff: '',
  additions: 0,
  deletions: 0,
  checks: [],
}

function counts(reactions: Json): Record<string, number> {
  const found = Object.entries(reactions).filter(([name, count]) => typeof count === 'number' && name !== 'total_count')
  return Object.fromEntries(found as [string, number][])
}

function time(value: unknown): number | undefined {
  const at = Date.parse(String(value))
  return Number.isNaN(at) ? undefined : at
}

function json(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {}
}

function list(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.map(json) : []
}
