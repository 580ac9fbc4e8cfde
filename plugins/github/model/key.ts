import { isOwner, isRepository, type Repository, type Selection } from '../options.ts'
import { lineOf } from './json.ts'

/** An issue is never a pull request, but the two share their numbers. */
export type Kind = 'issue' | 'pull'

/** What names an issue or a pull request. */
export interface ItemKey extends Repository {
  readonly number: number
}

/**
 * The identity of an issue within a mount. GitHub gives a transferred issue a new one, REST and GraphQL give a pull
 * request different ones, and a renamed repository is read on under its old name: so the place is the identity.
 */
export function idOf({ owner, repo, number }: ItemKey): string {
  return `${owner}/${repo}#${number}`
}

/** `owner/name` in two, if it can be a repository. */
export function repositoryNamed(nameWithOwner: unknown): Repository | undefined {
  const [owner = '', repo = '', ...more] = lineOf(nameWithOwner)?.split('/') ?? []
  return isOwner(owner) && isRepository(repo) && more.length === 0 ? { owner, repo } : undefined
}

/** The repository of an address of the REST API, `…/repos/acme/app`. */
export function repositoryAt(address: unknown): Repository | undefined {
  return repositoryNamed(/\/repos\/([^/]+\/[^/]+)$/.exec(lineOf(address) ?? '')?.[1])
}

export function isSameRepository(a: Repository, b: Repository): boolean {
  return a.owner.toLowerCase() === b.owner.toLowerCase() && a.repo.toLowerCase() === b.repo.toLowerCase()
}

/**
 * A repository as the options spell it, and so the names of its folders: GitHub does not mind the case of letters. What a
 * search finds has GitHub's own spelling.
 */
export function spelled<R extends Repository>({ repos, owner, query }: Selection, place: R): R {
  if (query !== undefined) return place
  const named = repos.find(each => isSameRepository(each, place))
  if (named) return { ...place, owner: named.owner, repo: named.repo }
  return owner !== undefined && owner.toLowerCase() === place.owner.toLowerCase() ? { ...place, owner } : place
}

export function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0
}
