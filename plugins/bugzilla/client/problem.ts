import { type ErrorKind, SourceError } from 'issuefs/source'
import { lineOf, objectOf } from '../model/json.ts'

/** Statuses whose answers carry Bugzilla's own code. The kernel deals with all others. */
export const EXPLAINED = [400, 401, 403, 404, 405, 409] as const

/** Who answered, for the sentence. */
export interface Asked {
  readonly site: string
  /** What to do about refused credentials. */
  readonly remedy: string
}

/** A refusal with Bugzilla's code, as in `Bugzilla::WebService::Constants`. The status alone misleads. */
export class Refusal extends SourceError {
  readonly code: number | undefined

  constructor(kind: ErrorKind, sentence: string, details: { readonly code?: number; readonly status?: number }) {
    super(kind, sentence, details.status === undefined ? {} : { status: details.status })
    this.code = details.code
  }
}

/** Codes that are about one bug: not there (100, 101), not for these eyes (102). */
const BUG_KINDS: Readonly<Record<number, ErrorKind>> = { 100: 'not-found', 101: 'not-found', 102: 'denied' }

/** A wrong or revoked key, a disabled account, no login: about everything. */
const CREDENTIALS = new Set([300, 301, 302, 305, 306, 410])

/** No such route or method. */
const NO_ROUTE = 32614

/** bugzilla.mozilla.org gives up searches that take long. */
const SEARCH_TIMEOUT = 1001

const LONGEST = 400

/** Whether an error is about the bug that was asked for, and nothing else. */
export function isAboutBug(error: unknown): error is Refusal {
  return error instanceof Refusal && error.code !== undefined && error.code in BUG_KINDS
}

/** Whether an answer is a refusal, whatever its status. */
export function isRefused(status: number, body: unknown): boolean {
  return status >= 400 || objectOf(body).error === true
}

/** The error of an answer. `body` is what was parsed, or `undefined` for no JSON. */
export function problem(status: number, body: unknown, { site, remedy }: Asked): SourceError {
  const { code: given, message } = objectOf(body)
  const code = typeof given === 'number' ? given : undefined
  const words = shortened(lineOf(message))
  const said = words ? `${site} answered: ${words}` : undefined
  if (code === undefined) return withoutCode(status, said, { site, remedy })
  if (CREDENTIALS.has(code)) {
    const sentence = `${site} refused the credentials${words ? ` (${words})` : ''}: ${remedy}.`
    return new Refusal('denied', sentence, { code, status: 401 })
  }
  if (/rate limit/i.test(words ?? '')) {
    return new SourceError('rate-limited', `${site} wants fewer requests: lower --rate.`, { retryAfter: 60_000 })
  }
  if (code === SEARCH_TIMEOUT) {
    return new SourceError('deadline', `${site} took too long to search: give --query or --products that find less.`)
  }
  const kind =
    BUG_KINDS[code] ?? (code === NO_ROUTE ? 'unsupported' : status === 401 || status === 403 ? 'denied' : 'invalid')
  return new Refusal(kind, said ?? `${site} answered with the code ${code}.`, { code })
}

/** Bugzilla always gives a code: what has none is another server, or a proxy. It says nothing about any bug. */
function withoutCode(status: number, said: string | undefined, { site, remedy }: Asked): SourceError {
  if (status === 401 || status === 403) {
    return new Refusal('denied', `${site} refused the request before Bugzilla saw it: ${remedy}.`, { status: 401 })
  }
  const check = 'check the address (--url or BUGZILLA_URL)'
  return new Refusal(
    'unexpected',
    said ?? `${site} answered with status ${status} and no word of Bugzilla: ${check}.`,
    {
      status,
    },
  )
}

/** A page where JSON was expected: not Bugzilla, a login page, or a proxy. */
export function notJson({ site }: Asked): SourceError {
  const sentence = `${site} answered with something other than JSON: check the address (--url or BUGZILLA_URL), and whether a proxy or login page stands before Bugzilla.`
  return new SourceError('unexpected', sentence)
}

/** The address has moved: the key must not go there by itself, and stock servers read it from the address. */
export function elsewhere(target: string | null, { site }: Asked): SourceError {
  const url = target === null ? undefined : URL.parse(target, site)
  const place = url ? `${url.origin}${url.pathname.replace(/\/rest\/.*$/, '')}` : 'another address'
  return new SourceError('invalid', `${site} sends its visitors to ${place}: give that as --url, if you trust it.`)
}

function shortened(words: string | undefined): string | undefined {
  return words && words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words
}
