import { isSourceError, SourceError } from 'issuefs/source'
import type { Access, GraphqlAnswer } from '../client.ts'
import { isObject, type JsonObject, lineOf, listOf, objectOf } from '../model/json.ts'
import type { Repository } from '../options.ts'

/** What to do about a missing or refused token. */
const TOKEN = 'set GITHUB_TOKEN, or tokenCommand to “gh auth token”, to a token that may read the issues'

/** Milliseconds to stay away when GitHub says “secondary rate limit” and not for how long. */
const SECONDARY = 60_000

/** What octokit threw, as the one error of the project: the layers' own error is its cause. */
export function explained(thrown: unknown, { api, token }: Access): SourceError {
  if (token === undefined) return new SourceError('denied', `GitHub at ${api} wants a token: ${TOKEN}.`)
  const inner = thrown instanceof Error && isSourceError(thrown.cause) ? thrown.cause : thrown
  if (!isSourceError(inner)) {
    const status = Number(objectOf({ ...(inner as object) }).status)
    const said = status >= 400 ? ` answered with status ${status}` : ` could not be asked: ${String(inner)}`
    return new SourceError('unexpected', `GitHub at ${api}${said}.`, { cause: thrown })
  }
  if (inner.status === 401) {
    return new SourceError('denied', `GitHub at ${api} refused the token: ${TOKEN}.`, { status: 401, cause: inner })
  }
  if (inner.status === 403 && /secondary rate limit|abuse detection/i.test(inner.message)) {
    return new SourceError('rate-limited', inner.message, { status: 403, retryAfter: SECONDARY, cause: inner })
  }
  return inner
}

/** Something answers that is not GitHub: a web page, a proxy, half an answer. */
export function notGitHub({ api }: Access): SourceError {
  const remedy = 'check the address (--url or GITHUB_API_URL), and whether a proxy or a login page stands before it'
  return new SourceError('unexpected', `${api} answered with something other than JSON: ${remedy}.`)
}

/** An answer of GraphQL that carries errors, with what it has of data; or throws what it stands for. */
export function graphqlProblem(thrown: unknown, access: Access): GraphqlAnswer {
  const { errors, data, headers, status } = objectOf({ ...(thrown as object) })
  if (Number(status) === 502 || Number(status) === 504) throw tooLong(access, Number(status))
  if (!Array.isArray(errors)) {
    throw thrown instanceof TypeError ? notGitHub(access) : explained(thrown, access)
  }
  const found = listOf(errors).filter(isObject)
  if (found.some(isLimit)) throw limited(found, objectOf(headers), access)
  if (found.some(isCutShort)) throw tooLong(access, 200)
  return { data: objectOf(data), errors: found }
}

/** The error for a query that was refused as a whole. */
export function refused(errors: readonly JsonObject[], { api }: Access): SourceError {
  const said = errors
    .flatMap(({ message }) => lineOf(message) ?? [])
    .join(' ')
    .slice(0, 400)
  const types = errors.map(({ type }) => type)
  const kind = types.includes('NOT_FOUND') ? 'not-found' : types.some(isDenial) ? 'denied' : 'unexpected'
  const remedy = kind === 'denied' ? ' Check the rights of the token.' : ''
  return new SourceError(kind, `GitHub at ${api} answered: ${said || 'nothing'}${remedy}`)
}

function isDenial(type: unknown): boolean {
  return type === 'FORBIDDEN' || type === 'INSUFFICIENT_SCOPES'
}

function isLimit({ type, message }: JsonObject): boolean {
  return type === 'RATE_LIMITED' || type === 'RATE_LIMIT' || /secondary rate limit/i.test(String(message))
}

/** Parts were left out because the query took too much: what is null may be there all the same. */
function isCutShort({ type, message }: JsonObject): boolean {
  if (type === 'RESOURCE_LIMITS_EXCEEDED') return true
  return /something went wrong|timed ?out|timeout|resource limits/i.test(String(message))
}

function limited(errors: readonly JsonObject[], headers: JsonObject, { api }: Access): SourceError {
  const reset = Number(headers['x-ratelimit-reset']) * 1000
  const now = Date.parse(String(headers.date)) || Date.now()
  const isSecondary = errors.some(({ message }) => /secondary/i.test(String(message)))
  const retryAfter = !isSecondary && reset > now ? reset - now : SECONDARY
  const wait = `try again in ${Math.ceil(retryAfter / 1000)} s`
  return new SourceError('rate-limited', `GitHub at ${api} wants fewer requests: ${wait}.`, { retryAfter })
}

function tooLong({ api }: Access, status: number): SourceError {
  return new SourceError('deadline', `GitHub at ${api} took too long for a query: try again later.`, { status })
}

/** The repository is gone, or the token has lost the right to see it. */
export function notThere({ api }: { readonly api: string }, { owner, repo }: Repository): SourceError {
  const remedy = 'check the name, and the rights of the token'
  return new SourceError('not-found', `GitHub at ${api} shows no repository ${owner}/${repo}: ${remedy}.`)
}
