import { type ErrorKind, SourceError } from 'issuefs/source'
import type { Address } from '../client.ts'
import { lineOf, listOf, objectOf } from '../model/json.ts'

/** Statuses that Redmine answers with a meaning of its own. The kernel deals with all others. */
export const EXPLAINED = [401, 403, 404, 422] as const

const KINDS: Readonly<Record<number, ErrorKind>> = { 401: 'denied', 403: 'denied', 404: 'not-found' }

/** Longest message taken over from Redmine. */
const LONGEST = 400

/**
 * The error of an answer. Most of them are empty: the words are ours.
 *
 * @param purpose what the account may have no right to
 */
export function problem(response: Response, body: string, { url, key }: Address, purpose = 'see that'): SourceError {
  const { status } = response
  return new SourceError(KINDS[status] ?? 'invalid', sentence(), { status })

  function sentence(): string {
    if (status === 401) return `${url} ${key === undefined ? NAMELESS : REFUSED}${redirected(response, url)}.`
    if (status === 403) return `${url} does not allow this account to ${purpose}.`
    if (status === 404) return `${url} has no such thing, or this account may not see it.`
    return `${url} answered: ${wordsOf(body) ?? `status ${status}`}`
  }
}

const NAMELESS = 'shows this to nobody without a key: set REDMINE_API_KEY (My account, API access key)'
const REFUSED = 'refused the key: check REDMINE_API_KEY (My account, API access key)'

/** A page, or nothing, where JSON was expected: not Redmine, a login page, or a proxy. */
export function notJson(status: number, { url }: Address): SourceError {
  const remedy = 'check the address (--url or REDMINE_URL), and whether a proxy or login page stands before Redmine'
  return new SourceError('unexpected', `${url} answered with something other than JSON: ${remedy}.`, { status })
}

/** Keys do not follow a redirect to another origin. */
function redirected(response: Response, url: string): string {
  const origin = URL.canParse(response.url) ? new URL(response.url).origin : undefined
  return origin === undefined || origin === new URL(url).origin ? '' : `, and give --url as it is now: ${origin}`
}

function wordsOf(body: string): string | undefined {
  try {
    const { errors } = objectOf(JSON.parse(body))
    const words = lineOf(
      listOf(errors)
        .flatMap(error => lineOf(error) ?? [])
        .join('; '),
    )
    return words && words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words
  } catch {
    return undefined
  }
}
