import type { ErrorKind, SourceError } from '../source/error.ts'
import { type Clock, systemClock } from './clock.ts'
import type { Exchange, Layer } from './fetcher.ts'
import { exchangeError } from './network-error.ts'
import { placeOf } from './place.ts'
import { refusal } from './response-error.ts'

/** A request that failed. */
export interface Failure {
  /** ISO 8601. */
  readonly at: string
  /** In capitals. */
  readonly method: string
  /** Origin and path, without the query. */
  readonly place: string
  /** Of the `SourceError` that the plugin got, unless another attempt went well. */
  readonly kind: ErrorKind
  /** The HTTP status; absent where no answer came. */
  readonly status?: number
  /** For a person, without secrets; with the tracker's own words where it gave any. */
  readonly sentence: string
}

/** A request that was answered or failed; for a log. Without headers, bodies and query strings. */
export interface ExchangeRecord {
  /** In capitals. */
  readonly method: string
  /** Origin and path, without the query. */
  readonly place: string
  /** The HTTP status; absent where no answer came. */
  readonly status?: number
  /** Why it failed. */
  readonly kind?: ErrorKind
  /** Until the headers. */
  readonly milliseconds: number
}

/** Totals since the start. */
export interface TraceSnapshot {
  /** Sent, steps of redirects and further attempts included. */
  readonly requests: number
  /** Further attempts. */
  readonly retried: number
  /** Answers 304: what was asked for had not changed. */
  readonly saved: number
  /** Requests that failed, and bodies that broke off. */
  readonly failed: Readonly<Partial<Record<ErrorKind, number>>>
  /** Bytes of bodies, unpacked, as far as they were read. */
  readonly received: number
  /** Bytes of bodies. */
  readonly sent: number
  /** Milliseconds, all requests together, spent waiting for their turn. */
  readonly waited: number
  /** The last 20, oldest first. Those that were cancelled are not among them. */
  readonly failures: readonly Failure[]
}

export interface Trace {
  readonly layer: Layer
  snapshot(): TraceSnapshot
  retried(): void
  waited(milliseconds: number): void
  received(bytes: number): void
  broken(exchange: Exchange, error: SourceError): void
}

export interface TraceOptions {
  readonly clock?: Clock
  readonly onExchange?: (record: ExchangeRecord) => void
}

const mostFailures = 20

/** Counts what goes over the wire. One for each mount. */
export function createTrace({ clock = systemClock, onExchange }: TraceOptions = {}): Trace {
  const totals = { requests: 0, retried: 0, saved: 0, received: 0, sent: 0, waited: 0 }
  const failed: Partial<Record<ErrorKind, number>> = {}
  const failures: Failure[] = []

  function fail({ method, url }: Exchange, { kind, status, message }: SourceError): void {
    failed[kind] = (failed[kind] ?? 0) + 1
    if (kind === 'cancelled') return
    const at = new Date(clock.now()).toISOString()
    const seen = status === undefined ? {} : { status }
    failures.push({ at, method, place: placeOf(url), kind, ...seen, sentence: message })
    if (failures.length > mostFailures) failures.shift()
  }

  function failureOf(exchange: Exchange, response: Response): SourceError | undefined {
    const { accept } = exchange
    if (response.status < 400 || accept === 'any' || accept.includes(response.status)) return undefined
    return refusal(exchange, response, clock.now())
  }

  const layer: Layer = next => async (exchange, context) => {
    const { method, url, body } = exchange
    const since = clock.elapsed()
    const record = (outcome: Pick<ExchangeRecord, 'status' | 'kind'>): void =>
      onExchange?.({ method, place: placeOf(url), ...outcome, milliseconds: clock.elapsed() - since })
    totals.requests++
    if (body !== undefined) totals.sent += Buffer.byteLength(body)
    let response: Response
    try {
      response = await next(exchange, context)
    } catch (thrown) {
      const error = exchangeError(thrown, exchange, context.signal)
      fail(exchange, error)
      record({ kind: error.kind })
      throw error
    }
    if (response.status === 304) totals.saved++
    const error = failureOf(exchange, response)
    if (error) fail(exchange, error)
    record({ status: response.status, ...(error ? { kind: error.kind } : {}) })
    return response
  }

  return {
    layer,
    retried() {
      totals.retried++
    },
    waited(milliseconds) {
      totals.waited += milliseconds
    },
    received(bytes) {
      totals.received += bytes
    },
    broken: fail,
    snapshot: () => ({ ...totals, failed: { ...failed }, failures: [...failures] }),
  }
}
