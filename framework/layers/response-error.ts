import { type ErrorKind, SourceError } from '../source/error.ts'
import { withoutSecrets } from './credentials.ts'
import type { Exchange } from './fetcher.ts'
import { isRateLimited, wantedWait } from './limit-headers.ts'
import { requestLine } from './place.ts'
import { saidBy } from './tracker-message.ts'

const kinds: Readonly<Record<number, ErrorKind>> = {
  400: 'invalid',
  401: 'denied',
  403: 'denied',
  404: 'not-found',
  405: 'unsupported',
  407: 'denied',
  408: 'deadline',
  409: 'conflict',
  410: 'not-found',
  412: 'conflict',
  413: 'invalid',
  414: 'invalid',
  415: 'invalid',
  422: 'invalid',
  429: 'rate-limited',
  451: 'denied',
  501: 'unsupported',
}

const remedies: Readonly<Partial<Record<ErrorKind, string>>> = {
  'not-found': 'It does not exist, or the account may not see it.',
  denied: 'Check the token and its rights.',
  deadline: 'Try again later.',
  conflict: 'Somebody else changed it: read it again.',
  unsupported: 'This tracker cannot do that.',
  invalid: 'Check the options and the values that were sent.',
  unexpected: 'The tracker failed: try again later.',
}

/** What a status from 400 on means. */
export function kindOfResponse(response: Response): ErrorKind {
  return isRateLimited(response) ? 'rate-limited' : (kinds[response.status] ?? 'unexpected')
}

/** The error of a refused answer, with the tracker's own words; its body is read or thrown away. `now`: for dates. */
export async function errorOfResponse(exchange: Exchange, response: Response, now: number): Promise<SourceError> {
  const said = await saidBy(response)
  return refusal(exchange, response, now, said === undefined ? undefined : withoutSecrets(said, exchange))
}

/** The error of a refused answer whose body is not looked at. */
export function refusal(exchange: Exchange, response: Response, now: number, said?: string): SourceError {
  const { status } = response
  const kind = kindOfResponse(response)
  const retryAfter = wantedWait(response, now)
  const answer = `${requestLine(exchange)} answered ${status}${said ? `: ${shortened(said)}` : '.'}`
  return new SourceError(kind, `${answer} ${remedyOf(kind, retryAfter)}`, {
    status,
    ...(retryAfter === undefined ? {} : { retryAfter }),
  })
}

/** The sentence about a wait the tracker asks for, in milliseconds. */
export function waitRemedy(retryAfter: number | undefined): string {
  if (retryAfter === undefined) return 'The tracker wants fewer requests: try again later.'
  return `The tracker wants fewer requests: try again in ${Math.ceil(retryAfter / 1000)} s.`
}

function remedyOf(kind: ErrorKind, retryAfter: number | undefined): string {
  return kind === 'rate-limited' ? waitRemedy(retryAfter) : (remedies[kind] ?? '')
}

/** At most 200 characters, ended by a stop. */
function shortened(said: string): string {
  const text = said.length > 200 ? `${said.slice(0, 199)}…` : said
  return /[.!?…]$/.test(text) ? text : `${text}.`
}
