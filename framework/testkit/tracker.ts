import { setTimeout } from 'node:timers/promises'
import type { Call } from '../source/call.ts'
import { SourceError } from '../source/error.ts'

/** An issue of a scripted tracker. */
export interface TrackerIssue {
  readonly id: string
  readonly project: string
  readonly key: string
  readonly title: string
  readonly text: string
  readonly status: string
  /** ISO 8601. */
  readonly updated: string
  readonly version: number
  readonly labels?: readonly string[]
  readonly comments: readonly TrackerComment[]
  readonly files: readonly { readonly id: string; readonly name: string; readonly size: number }[]
}

export interface TrackerComment {
  readonly id: string
  readonly author: string
  readonly authorId?: string
  readonly text: string
}

export type TrackerOperation =
  | 'connect'
  | 'projects'
  | 'list'
  | 'sweep'
  | 'changes'
  | 'fetch'
  | 'history'
  | 'file'
  | 'search'
  | 'fields'
  | 'update'
  | 'comment'
  | 'create'
  | 'find'
  | 'attach'
  | 'remove'

export interface TrackerChange {
  readonly at: number
  readonly what: 'changed' | 'gone' | 'moved'
  readonly id: string
}

/** How a scripted tracker misbehaves. Everything may be changed at any time. */
export interface TrackerKnobs {
  offline: boolean
  /** No call is ever answered. */
  hangs: boolean
  /** Milliseconds before each answer. */
  delay: number
  /** Issues whose fetch fails, and how. */
  readonly failing: Map<string, SourceError>
  /** Issues that make a whole batch fail. */
  readonly poison: Set<string>
  readonly denied: Set<string>
  /** Operations that are carried out and whose answer is lost. */
  readonly lost: Set<TrackerOperation>
  /** Fields that are taken and left as they are. */
  readonly ignored: Set<string>
  /** How many answers a fetch withholds. */
  withheld: number
  /** Ids of issues that no listing names. */
  readonly unlisted: Set<string>
  /** Cursors given before are not understood any more. */
  generation: number
  pageSize: number
  /** Called before each answer. */
  before: ((operation: TrackerOperation) => Promise<void> | void) | undefined
}

/** A tracker in memory. Its clock starts a year ago and goes on by a minute with each change. */
export interface Tracker {
  readonly knobs: TrackerKnobs
  readonly projects: Set<string>
  readonly issues: ReadonlyMap<string, TrackerIssue>
  readonly changes: readonly TrackerChange[]
  readonly bytes: Map<string, Uint8Array>
  /** The issues that were made with a mark, by it. */
  readonly marks: Map<string, string>
  account: { readonly id: string; readonly name: string }
  create(project: string, issue?: Partial<Pick<TrackerIssue, 'title' | 'text' | 'status' | 'labels'>>): TrackerIssue
  edit(
    id: string,
    change: Partial<Pick<TrackerIssue, 'title' | 'text' | 'status' | 'labels' | 'comments'>>,
  ): TrackerIssue
  /** By Bob, or by the account itself. */
  comment(id: string, text: string, own?: 'own'): TrackerIssue
  attach(id: string, name: string, bytes: Uint8Array, size?: number): TrackerIssue
  move(id: string, project: string): TrackerIssue
  /** @param told whether the feed says so; otherwise only a sweep finds out */
  remove(id: string, told?: boolean): void
  /** How often an operation was called. */
  count(operation: TrackerOperation): number
  counts(): Readonly<Record<string, number>>
  forgetCounts(): void
  /** What every call of the source goes through. */
  gate(operation: TrackerOperation, call: Call): Promise<void>
}

export function createTracker(): Tracker {
  const issues = new Map<string, TrackerIssue>()
  const changes: TrackerChange[] = []
  const counted = new Map<string, number>()
  const numbers = new Map<string, number>()
  const start = Date.now() - 365 * 86_400_000
  let next = 1
  const knobs: TrackerKnobs = {
    offline: false,
    hangs: false,
    delay: 0,
    failing: new Map(),
    poison: new Set(),
    denied: new Set(),
    lost: new Set(),
    unlisted: new Set(),
    ignored: new Set(),
    withheld: 0,
    generation: 0,
    pageSize: 100,
    before: undefined,
  }

  const now = (): string => new Date(start + changes.length * 60_000).toISOString()

  function keyIn(project: string): string {
    const number = (numbers.get(project) ?? 0) + 1
    numbers.set(project, number)
    return `${project}-${number}`
  }

  function put(issue: Omit<TrackerIssue, 'updated'>, what: TrackerChange['what'] = 'changed'): TrackerIssue {
    changes.push({ at: changes.length + 1, what, id: issue.id })
    const made = { ...issue, updated: now() }
    issues.set(issue.id, made)
    return made
  }

  function change(id: string, make: (issue: TrackerIssue) => Partial<TrackerIssue>): TrackerIssue {
    const issue = issues.get(id)!
    return put({ ...issue, ...make(issue), version: issue.version + 1 })
  }

  const tracker: Tracker = {
    knobs,
    projects: new Set(),
    issues,
    changes,
    bytes: new Map(),
    marks: new Map(),
    account: { id: 'u1', name: 'Uma' },
    create(project, { title = 'A title', text = 'Some text.', status = 'Open', labels = [] } = {}) {
      tracker.projects.add(project)
      const id = String(10_000 + next++)
      return put({ id, project, key: keyIn(project), title, text, status, labels, version: 1, comments: [], files: [] })
    },
    edit: (id, edit) => change(id, () => edit),
    comment: (id, text, own) =>
      change(id, ({ comments }) => {
        const by = own ? { author: tracker.account.name, authorId: tracker.account.id } : { author: 'Bob' }
        return { comments: [...comments, { id: `c${next++}`, ...by, text }] }
      }),
    attach(id, name, bytes, size = bytes.byteLength) {
      const file = { id: `f${next++}`, name, size }
      tracker.bytes.set(file.id, bytes)
      return change(id, ({ files }) => ({ files: [...files, file] }))
    },
    move(id, project) {
      tracker.projects.add(project)
      const issue = issues.get(id)!
      return put({ ...issue, project, key: keyIn(project), version: issue.version + 1 }, 'moved')
    },
    remove(id, told = true) {
      issues.delete(id)
      if (told) changes.push({ at: changes.length + 1, what: 'gone', id })
    },
    count: operation => counted.get(operation) ?? 0,
    counts: () => Object.fromEntries(counted),
    forgetCounts: () => counted.clear(),
    async gate(operation, call) {
      counted.set(operation, (counted.get(operation) ?? 0) + 1)
      if (knobs.hangs) await hang(call.signal)
      if (knobs.delay > 0) await setTimeout(knobs.delay, undefined, { signal: call.signal })
      await knobs.before?.(operation)
      if (knobs.offline) throw new SourceError('offline', 'The scripted tracker is offline.')
    },
  }
  return tracker
}

/** Never answers; heeds its signal, as `call.fetch` does. */
function hang(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const abort = (): void => reject(new SourceError('cancelled', 'Nobody waits any more.'))
    signal.addEventListener('abort', abort, { once: true })
    if (signal.aborted) abort()
  })
}
