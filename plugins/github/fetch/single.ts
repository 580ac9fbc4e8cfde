import { type Call, type Got, isSourceError, SourceError } from 'issuefs/source'
import type { Answer, GitHubClient } from '../client.ts'
import type { Entity } from '../model/entity.ts'
import { lineOf, objectOf } from '../model/json.ts'
import {
  type ItemKey,
  idOf,
  isNumber,
  isSameRepository,
  type Kind,
  repositoryAt,
  repositoryNamed,
  spelled,
} from '../model/key.ts'
import type { Repository } from '../options.ts'
import type { Site } from '../site.ts'

/** Redirects followed: the repository may have been renamed, and the issue transferred. */
const MOST_STEPS = 3

/**
 * Asks REST what became of something that GraphQL does not find: moved, deleted, or not for our eyes.
 *
 * A transferred issue is a new one to GitHub, with another identity, which the feed of its new repository tells, too.
 */
export async function fetchSingle(
  site: Site,
  kind: Kind,
  { key }: { readonly key: ItemKey },
  name: string,
  call: Call,
): Promise<Got<Entity>> {
  try {
    const client = await site.client(call)
    const { answer, isRedirected } = await follow(client, key)
    if (answer.status === 410) return { status: 'gone' }
    if (answer.status === 404) return { status: isRedirected ? 'moved' : 'gone' }
    return foundGot(site, kind, key, name, answer)
  } catch (error) {
    return failedGot(call, error)
  }
}

/** One issue or pull request, wherever it is now. */
export async function follow(client: GitHubClient, { owner, repo, number }: ItemKey) {
  let answer = await client.issue(owner, repo, number)
  let steps = 0
  for (; answer.status === 301 && steps < MOST_STEPS; steps += 1) {
    answer = await client.get(lineOf(answer.headers.location) ?? '', { accept: [301, 404, 410] })
  }
  return { answer, isRedirected: steps > 0 }
}

/** REST finds it: elsewhere, or here, where GraphQL may not see it. */
function foundGot(site: Site, kind: Kind, key: ItemKey, name: string, { data }: Answer): Got<Entity> {
  const { number, repository_url, pull_request } = objectOf(data)
  const now = repositoryAt(repository_url)
  const known = repositoryNamed(name) ?? key
  const isHere = now === undefined || (isSameRepository(now, known) && number === key.number)
  if (!isHere) return movedTo(site, now, number)
  if ((pull_request === undefined) !== (kind === 'issue')) return { status: 'gone' }
  const remedy = 'check the rights of the token, then try again'
  const sentence = `GitHub shows ${key.owner}/${key.repo}#${key.number} to REST but not to GraphQL: ${remedy}.`
  return { status: 'failed', error: new SourceError('unexpected', sentence) }
}

/** What was transferred has the identity of its new place. */
export function movedTo({ selection }: Site, repository: Repository | undefined, number: unknown): Got<never> {
  if (!repository || !isNumber(number)) return { status: 'moved' }
  const to = spelled(selection, { ...repository, number })
  return { status: 'moved', to, id: idOf(to) }
}

/** The answer for one want that an error stands for. A refused token (401) says nothing about an issue. */
export function failedGot(call: Call, error: unknown): Got<never> {
  if (!isSourceError(error) || call.signal.aborted || error.kind === 'cancelled') throw error
  if (error.kind === 'not-found') return { status: 'gone' }
  return error.kind === 'denied' && error.status !== 401 ? { status: 'denied' } : { status: 'failed', error }
}
