import type { Flavour } from '../options.ts'
import type { Reply } from './message.ts'

/** The 401 a request deserves, or `undefined`. Basic (password or API token) and Bearer are understood. */
export function authenticate(
  flavour: Flavour,
  header: string | undefined,
  token: string | undefined,
): Reply | undefined {
  const given = secretOf(header)
  if (!given || (token !== undefined && given !== token)) return unauthorized(flavour)
  return undefined
}

/** The 401 of the flavour. */
export function unauthorized(flavour: Flavour): Reply {
  const message = 'Client must be authenticated to access this resource.'
  const headers = {
    'WWW-Authenticate': flavour === 'cloud' ? 'OAuth realm="https%3A%2F%2Fexample.test"' : 'OAuth realm="emulator"',
    'X-Seraph-LoginReason': 'AUTHENTICATED_FAILED',
  }
  if (flavour === 'cloud') {
    return { status: 401, headers: { ...headers, 'Content-Type': 'text/html;charset=UTF-8' }, text: message }
  }
  return { status: 401, headers, json: { message, 'status-code': 401 } }
}

function secretOf(header: string | undefined): string | undefined {
  const [scheme = '', value = ''] = (header ?? '').split(' ')
  if (scheme.toLowerCase() === 'bearer') return value
  if (scheme.toLowerCase() !== 'basic') return undefined
  const pair = Buffer.from(value, 'base64').toString('utf8')
  return pair.includes(':') ? pair.slice(pair.indexOf(':') + 1) : undefined
}
