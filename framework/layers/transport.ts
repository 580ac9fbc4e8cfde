import { SourceError } from '../source/error.ts'
import { watchBody } from './body.ts'
import { cancelled } from './clock.ts'
import type { Exchange, Fetcher } from './fetcher.ts'
import { deadlineError, exchangeError } from './network-error.ts'

export interface TransportOptions {
  /** Whether plain http may leave this machine. @default false */
  readonly allowInsecure?: boolean
  /** Told of the bytes of bodies as they come. */
  readonly onReceived?: (bytes: number) => void
  /** Told of bodies that broke off, after their headers were an answer already. */
  readonly onBroken?: (exchange: Exchange, error: SourceError) => void
}

/**
 * The innermost fetcher: one request on the wire, redirects not followed.
 *
 * The exchange's timeout runs until the headers are there, and again for each piece of the body while a reader wants it.
 * A body over 64 KB must be read or cancelled: it holds its connection until then, or until the signal aborts.
 * Errors before the headers are thrown as they are (`guard` names them), those of a body are `SourceError`s.
 */
export function createTransport({ allowInsecure = false, onReceived, onBroken }: TransportOptions = {}): Fetcher {
  return async (exchange, { signal }) => {
    checkProtocol(exchange.url, allowInsecure)
    if (signal.aborted) throw cancelled()
    const attempt = new AbortController()
    const giveUp = (): void => attempt.abort(cancelled())
    const tooSlow = (): void => attempt.abort(deadlineError(exchange))
    const finish = (): void => signal.removeEventListener('abort', giveUp)
    signal.addEventListener('abort', giveUp, { once: true })
    const timer = setTimeout(tooSlow, exchange.timeout)

    function errorOf(thrown: unknown): SourceError {
      const error = exchangeError(attempt.signal.aborted ? attempt.signal.reason : thrown, exchange, signal)
      onBroken?.(exchange, error)
      return error
    }

    try {
      const response = await fetch(exchange.url, requestInit(exchange, attempt.signal))
      return watchBody(response, {
        idle: exchange.timeout,
        onIdle: tooSlow,
        onBytes: bytes => onReceived?.(bytes),
        onEnd: finish,
        errorOf,
      })
    } catch (thrown) {
      finish()
      throw attempt.signal.aborted ? attempt.signal.reason : thrown
    } finally {
      clearTimeout(timer)
    }
  }
}

function requestInit({ method, headers, body }: Exchange, signal: AbortSignal): RequestInit {
  return {
    method,
    headers,
    signal,
    redirect: 'manual',
    ...(body === undefined ? {} : { body: body as NonNullable<RequestInit['body']> }),
  }
}

function checkProtocol({ protocol, hostname, origin }: URL, allowInsecure: boolean): void {
  if (protocol === 'https:') return
  if (protocol !== 'http:') throw new SourceError('invalid', `${protocol} is not an address of the web: use https.`)
  if (allowInsecure || isLoopback(hostname)) return
  const remedy =
    'Use https, or --allow-insecure (in a configuration, allowInsecure: true) where the network in between can be trusted.'
  throw new SourceError('invalid', `${origin} is not encrypted, so the credentials could be read on the way. ${remedy}`)
}

function isLoopback(hostname: string): boolean {
  return /^(localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)
}
