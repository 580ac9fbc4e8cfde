import { isSourceError } from '../source/error.ts'
import { discard } from './body.ts'
import type { Clock } from './clock.ts'
import type { Exchange, Layer } from './fetcher.ts'
import { isRateLimited, wantedWait } from './limit-headers.ts'
import { isTransient } from './network-error.ts'

export interface RetryOptions {
  readonly clock: Clock
  /** Milliseconds above which it does not sleep: the refusal is the answer, with what the tracker wants. */
  readonly longestWait: number
  /** From 0 to 1. @default Math.random */
  readonly random?: () => number
  /** Told before each further attempt. */
  readonly onRetry?: (exchange: Exchange) => void
}

type Outcome = { readonly response: Response } | { readonly thrown: unknown }

const mostAttempts = 5
/** Milliseconds of the first backoff at most; each further one may be twice as long. */
const firstBackoff = 250
const transient: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504])

/**
 * Sends a request again, at most four times: safe ones after failures that may pass, any one that was refused for asking
 * too much, because then nothing was done. Sleeps as long as the tracker wants, else at random between nothing and a bound
 * that doubles. The last refusal is the answer.
 */
export function createRetry({ clock, longestWait, random = Math.random, onRetry }: RetryOptions): Layer {
  function waitOf(outcome: Outcome, exchange: Exchange, attempt: number): number | undefined {
    const backoff = random() * firstBackoff * 2 ** (attempt - 1)
    if ('thrown' in outcome) return mayPass(outcome.thrown, exchange) ? backoff : undefined
    if (!mayBetter(outcome.response, exchange)) return undefined
    const wait = wantedWait(outcome.response, clock.now()) || backoff
    return wait > longestWait ? undefined : wait
  }

  return next => async (exchange, context) => {
    for (let attempt = 1; ; attempt++) {
      const outcome: Outcome = await next(exchange, context).then(
        response => ({ response }),
        thrown => ({ thrown }),
      )
      const wait = attempt < mostAttempts ? waitOf(outcome, exchange, attempt) : undefined
      if (wait === undefined) {
        if ('thrown' in outcome) throw outcome.thrown
        return outcome.response
      }
      if ('response' in outcome) await discard(outcome.response)
      await clock.sleep(wait, context.signal)
      onRetry?.(exchange)
    }
  }
}

function mayPass(thrown: unknown, exchange: Exchange): boolean {
  return exchange.safe && isSourceError(thrown) && isTransient(thrown)
}

function mayBetter(response: Response, { accept, safe }: Exchange): boolean {
  if (accept !== 'any' && accept.includes(response.status)) return false
  return isRateLimited(response) ? response.status !== 503 || safe : safe && transient.has(response.status)
}
