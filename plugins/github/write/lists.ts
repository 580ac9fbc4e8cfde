import { type Call, isSourceError } from 'issuefs/source'
import { nextPage } from '../changes/link.ts'
import type { GitHubClient } from '../client.ts'
import { lineOf, listOf, objectOf } from '../model/json.ts'
import { isNumber } from '../model/key.ts'
import type { Repository } from '../options.ts'

/** What the issues of a repository may have, as its paths of the REST API are called. */
export type ListKind = 'labels' | 'milestones' | 'assignees' | 'issue-types'

/** One thing that an issue may have. */
export interface Listed {
  /** On one line, as files show it. */
  readonly shown: string
  /** As GitHub spells it. */
  readonly name: string
  readonly number?: number
}

/** Lists that are asked for when they are needed, and kept for a minute. */
export interface Lists {
  /** All of a kind; `undefined` when there are too many to name, or the server has no such thing. */
  get(kind: ListKind, repository: Repository, call: Call): Promise<readonly Listed[] | undefined>
}

/** Milliseconds for which a list is kept. */
const KEPT = 60_000

/** Pages of a hundred after which there are too many to name. */
const MOST_PAGES = 20

const QUERIES: Readonly<Record<ListKind, string>> = {
  labels: 'per_page=100',
  milestones: 'state=all&per_page=100',
  assignees: 'per_page=100',
  'issue-types': 'per_page=100',
}

interface Asked {
  readonly answer: Promise<readonly Listed[] | undefined>
  readonly call: Call
  readonly at: number
}

/** Nothing was asked yet. A failure is not kept; nobody fails because somebody else gave up. */
export function createLists(connect: (call: Call) => Promise<GitHubClient>): Lists {
  const known = new Map<string, Asked>()
  return {
    async get(kind, { owner, repo }, call) {
      const path = `/repos/${owner}/${repo}/${kind}?${QUERIES[kind]}`
      for (;;) {
        const found = known.get(path)
        const asked = found && performance.now() - found.at < KEPT ? found : ask(path, call)
        try {
          return await asked.answer
        } catch (error) {
          if (known.get(path) === asked) known.delete(path)
          if (asked.call === call || !asked.call.signal.aborted || call.signal.aborted) throw error
        }
      }
    },
  }

  function ask(path: string, call: Call): Asked {
    const answer = connect(call).then(client => readAny(client, path))
    const asked = { answer, call, at: performance.now() }
    known.set(path, asked)
    return asked
  }
}

/** Older servers know the types of the organization, not those of a repository; not every token may see them. */
async function readAny(client: GitHubClient, path: string): Promise<readonly Listed[] | undefined> {
  const [, owner, query] = /^\/repos\/([^/]+)\/[^/]+\/issue-types\?(.*)$/.exec(path) ?? []
  if (owner === undefined) return readAll(client, path)
  try {
    return (await readAll(client, path)) ?? (await readAll(client, `/orgs/${owner}/issue-types?${query}`))
  } catch (error) {
    if (isSourceError(error) && error.kind === 'denied' && error.status === 403) return undefined
    throw error
  }
}

async function readAll(client: GitHubClient, first: string): Promise<readonly Listed[] | undefined> {
  const found: Listed[] = []
  let path: string | undefined = first
  for (let pages = 0; path !== undefined; pages += 1) {
    if (pages === MOST_PAGES) return undefined
    const { status, data, headers } = await client.get(path, { accept: [404, 410] })
    if (status !== 200) return undefined
    found.push(...listOf(data).flatMap(listed))
    path = nextPage(headers.link)
  }
  return found
}

/** Labels and types have a name, milestones a title, people a login. A type may be switched off. */
function listed(value: unknown): readonly Listed[] {
  const { name, title, login, number, is_enabled } = objectOf(value)
  const spelled = name ?? title ?? login
  const shown = lineOf(spelled)
  if (shown === undefined || typeof spelled !== 'string' || is_enabled === false) return []
  return [{ shown, name: spelled, ...(isNumber(number) && { number }) }]
}
