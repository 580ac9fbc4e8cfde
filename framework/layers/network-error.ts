import { isSourceError, SourceError } from '../source/error.ts'
import { cancelled } from './clock.ts'
import type { Exchange } from './fetcher.ts'
import { requestLine } from './place.ts'

type Trouble = 'refused' | 'unknown-host' | 'cut' | 'silent' | 'unreachable' | 'certificate' | 'not-http' | 'slow'

/** By the code of the error, or its name where it has none. */
const troubles: Readonly<Record<string, Trouble>> = {
  ECONNREFUSED: 'refused',
  ENOTFOUND: 'unknown-host',
  EAI_AGAIN: 'unknown-host',
  ECONNRESET: 'cut',
  ECONNABORTED: 'cut',
  EPIPE: 'cut',
  UND_ERR_SOCKET: 'cut',
  UND_ERR_CLOSED: 'cut',
  UND_ERR_DESTROYED: 'cut',
  ETIMEDOUT: 'silent',
  UND_ERR_CONNECT_TIMEOUT: 'silent',
  EHOSTUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ENETUNREACH: 'unreachable',
  ENETDOWN: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  HTTPParserError: 'not-http',
  UND_ERR_HEADERS_TIMEOUT: 'slow',
  UND_ERR_BODY_TIMEOUT: 'slow',
  EPROTO: 'certificate',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'certificate',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificate',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificate',
  UNABLE_TO_GET_ISSUER_CERT: 'certificate',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificate',
}

const sentences: Readonly<Record<Exclude<Trouble, 'slow'>, (origin: string) => string>> = {
  refused: origin => `${origin} refuses connections: check the address, and whether the tracker runs.`,
  'unknown-host': origin => `The name in ${origin} cannot be resolved: check the address and the network.`,
  cut: origin => `${origin} closed the connection in the middle.`,
  silent: origin => `${origin} cannot be reached: no answer to the connection. Check the network or the VPN.`,
  unreachable: origin => `There is no way to ${origin}: check the network or the VPN.`,
  certificate: origin =>
    `The certificate of ${origin} is not trusted: name its authority in NODE_EXTRA_CA_CERTS, or check the address.`,
  'not-http': origin => `What answers at ${origin} does not speak HTTP: check the address and its port.`,
}

/** Whatever an exchange threw, as a `SourceError` whose sentence names the origin and nothing secret. */
export function exchangeError(thrown: unknown, exchange: Exchange, signal?: AbortSignal): SourceError {
  if (isSourceError(thrown)) return thrown
  if (signal?.aborted) return cancelled()
  const { origin } = exchange.url
  const trouble = troubleOf(thrown)
  if (trouble === 'slow') return deadlineError(exchange, { cause: thrown })
  if (trouble) return new SourceError('offline', sentences[trouble](origin), { cause: thrown })
  if (isFetchFailure(thrown)) return new SourceError('offline', `${origin} cannot be reached.`, { cause: thrown })
  return new SourceError('unexpected', `${requestLine(exchange)} failed in an unexpected way.`, { cause: thrown })
}

/** The tracker is too slow. */
export function deadlineError(exchange: Exchange, details: { readonly cause?: unknown } = {}): SourceError {
  const seconds = exchange.timeout / 1000
  return new SourceError('deadline', `${requestLine(exchange)} brought nothing for ${seconds} s.`, details)
}

/** Whether the same request might do better in a moment. */
export function isTransient(error: SourceError): boolean {
  if (error.kind === 'deadline') return true
  const trouble = troubleOf(error.cause)
  return error.kind === 'offline' && trouble !== 'certificate' && trouble !== 'not-http'
}

function troubleOf(thrown: unknown): Trouble | undefined {
  for (let error = thrown, depth = 0; error instanceof Error && depth < 5; error = error.cause, depth++) {
    const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name
    if (/^(CERT_|ERR_TLS_|ERR_SSL_)/.test(code)) return 'certificate'
    if (/^(HPE_|UND_ERR_RES)/.test(code)) return 'not-http'
    if (troubles[code]) return troubles[code]
  }
  return undefined
}

/** The standard says TypeError for a network error; these are the two sentences of undici. */
function isFetchFailure(thrown: unknown): boolean {
  return thrown instanceof TypeError && (thrown.message === 'fetch failed' || thrown.message === 'terminated')
}
