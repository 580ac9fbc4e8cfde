import { type ErrorKind, SourceError } from 'issuefs/source'
import { lineOf, listOf, objectOf } from '../model/json.ts'

/** Statuses whose answers carry Jira's own words. The kernel deals with all others. */
export const EXPLAINED = [400, 401, 403, 404, 405, 409, 410, 413, 422] as const

const KINDS: Readonly<Record<number, ErrorKind>> = {
  401: 'denied',
  403: 'denied',
  404: 'not-found',
  405: 'unsupported',
  409: 'conflict',
  410: 'unsupported',
}

/** Longest message taken over from Jira. */
const LONGEST = 400

/** Who answered, for the sentence. */
export interface Asked {
  readonly site: string
  /** What to do about refused credentials. */
  readonly remedy: string
}

/** The error of an answer, in Jira's words where it had some. `body` is what was parsed, or `undefined` for no JSON. */
export function problem(status: number, body: unknown, headers: Headers, { site, remedy }: Asked): SourceError {
  const kind = KINDS[status] ?? 'invalid'
  if (headers.get('x-seraph-loginreason')?.includes('AUTHENTICATION_DENIED')) {
    return new SourceError('denied', `${site} wants a captcha: log in once with a browser, then try again.`, { status })
  }
  // A link without the right to link is refused so, which says nothing of the credentials.
  // So are requests that the scopes of a token do not cover.
  if (status === 401 && /\bpermission\b|scope does not match/i.test(messageOf(body) ?? ''))
    return problem(403, body, headers, { site, remedy })
  if (status === 401) return new SourceError(kind, `${site} refused the credentials: ${remedy}.`, { status })
  const words = messageOf(body)
  if (words) return new SourceError(kind, `${site} answered: ${words}`, { status, cause: body })
  const sentence: Partial<Record<ErrorKind, string>> = {
    denied: `${site} does not allow this account to do that.`,
    'not-found': `${site} has no such thing, or this account may not see it.`,
  }
  return new SourceError(kind, sentence[kind] ?? `${site} answered with status ${status}.`, { status })
}

/**
 * The error of credentials that Cloud knows no more, whatever the status: it answers as to a stranger, who sees little or
 * nothing, and says so in a header alone.
 */
export function strangersProblem(headers: Headers, { site, remedy }: Asked): SourceError | undefined {
  const name = headers.get('x-ausername')
  const isSomebody = headers.has('x-aaccountid') || (name !== null && name !== 'anonymous')
  if (isSomebody || headers.get('x-seraph-loginreason')?.trim() !== 'AUTHENTICATED_FAILED') return undefined
  return new SourceError('denied', `${site} refused the credentials: ${remedy}.`, { status: 401 })
}

/** A page where JSON was expected: not Jira, a login page, or a proxy. */
export function notJson(status: number, { site }: Asked): SourceError {
  const sentence = `${site} answered with something other than JSON: check the address (--url or JIRA_URL), and whether a proxy or login page stands before Jira.`
  return new SourceError('unexpected', sentence, { status })
}

function messageOf(body: unknown): string | undefined {
  const { errorMessages, errors, message } = objectOf(body)
  const fields = Object.entries(objectOf(errors)).map(([field, words]) => `${field}: ${lineOf(words) ?? ''}`)
  const words = lineOf([...listOf(errorMessages), ...fields, message].flatMap(line => lineOf(line) ?? []).join(' '))
  return words && words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words
}
