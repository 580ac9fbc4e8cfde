import { type Call, documents, type Got } from 'issuefs/source'
import { nextPage } from '../changes/link.ts'
import type { ItemWant } from '../fetch/items.ts'
import { failedGot } from '../fetch/single.ts'
import { listOf, objectOf } from '../model/json.ts'
import { type ItemKey, idOf, type Kind } from '../model/key.ts'
import { isoTime } from '../model/time.ts'
import { historyDocument } from '../render/history.ts'
import type { Site } from '../site.ts'
import { ISSUE_HISTORY, PULL_HISTORY } from './paths.ts'

/** What happened to an issue or a pull request, as REST tells it. */
export interface History {
  readonly kind: Kind
  readonly key: ItemKey
  /** Oldest first. */
  readonly events: readonly unknown[]
}

/** The timeline of an issue, read when somebody looks. */
export function issueHistory(site: Site) {
  return documents(ISSUE_HISTORY, {
    hidden: true,
    fetch: (wants, call) => Promise.all(wants.map(want => fetchHistory(site, 'issue', want, call))),
    render: (history: History) => historyDocument(history),
  })
}

/** The timeline of a pull request. */
export function pullHistory(site: Site) {
  return documents(PULL_HISTORY, {
    hidden: true,
    fetch: (wants, call) => Promise.all(wants.map(want => fetchHistory(site, 'pull', want, call))),
    render: (history: History) => historyDocument(history),
  })
}

async function fetchHistory(site: Site, kind: Kind, { key, id }: ItemWant, call: Call): Promise<Got<History>> {
  try {
    const client = await site.client(call)
    const events: unknown[] = []
    let answer = await client.timeline(key.owner, key.repo, key.number)
    for (;;) {
      if (answer.status !== 200) return { status: 'gone' }
      events.push(...listOf(answer.data))
      const next = nextPage(answer.headers.link)
      if (next === undefined) break
      answer = await client.get(next, { accept: [404, 410] })
    }
    const last = objectOf(events.at(-1))
    const modified = isoTime(last.created_at) ?? isoTime(last.submitted_at)
    const { owner, repo, number } = key
    const entity: History = { kind, key: { owner, repo, number }, events }
    return { status: 'fresh', id: id ?? idOf(key), key: { owner, repo, number }, entity, ...(modified && { modified }) }
  } catch (error) {
    return failedGot(call, error)
  }
}
