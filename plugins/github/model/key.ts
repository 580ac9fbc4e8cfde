import { isOwner, isRepository, type Repository } from '../options.ts'
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

export function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0
}
