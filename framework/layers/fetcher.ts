import type { Priority } from '../source/call.ts'

/** One HTTP request with all defaults filled in. */
export interface Exchange {
  readonly url: URL
  /** In capitals. */
  readonly method: string
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
  /** A redirect or a failure listed by its number is an answer: it is neither followed nor retried. */
  readonly accept: readonly number[] | 'any'
  /** Whether it may be sent again when nobody knows what the first one did. */
  readonly safe: boolean
  /** @default the first limit */
  readonly limit?: string
  /** Tokens. What costs nothing here (a redirect to another origin) says nothing about the limit either. */
  readonly cost: number
  /** Milliseconds until the headers, and between two pieces of the body. */
  readonly timeout: number
}

/** For whom it is done. */
export interface ExchangeContext {
  readonly signal: AbortSignal
  /** May become more urgent while the exchange waits: read it when it is needed, keep no copy. */
  readonly priority: Priority
}

/** Answers a request, whatever the status; throws where there is no answer. */
export type Fetcher = (exchange: Exchange, context: ExchangeContext) => Promise<Response>

/** A wrapper of the same interface. */
export type Layer = (next: Fetcher) => Fetcher
