import type { Call, CallFetch } from '../source/call.ts'
import type { RateLimit } from '../source/limits.ts'
import { type Clock, systemClock } from './clock.ts'
import { compose } from './compose.ts'
import { exchangeOf } from './exchange.ts'
import type { Exchange, ExchangeContext } from './fetcher.ts'
import { guard } from './guard.ts'
import { redirect } from './redirect.ts'
import { errorOfResponse } from './response-error.ts'
import { createRetry } from './retry.ts'
import { createSchedule, type LimitState } from './schedule.ts'
import type { Trace } from './trace.ts'
import { createTransport } from './transport.ts'

export interface CallsOptions {
  /** The source's. The first one is charged unless a request names another. @default 4 requests at once, any rate */
  readonly limits?: readonly RateLimit[]
  readonly trace: Trace
  /** Whether plain http may leave this machine. @default false */
  readonly allowInsecure?: boolean
  /** @default 'issuefs' */
  readonly userAgent?: string
  readonly clock?: Clock
  /** From 0 to 1. @default Math.random */
  readonly random?: () => number
}

/** The calls of one mount, which share its limits. */
export interface Calls {
  /** The context is asked for its priority each time it matters, so it may become more urgent under way. */
  call(context: ExchangeContext): Call
  limits(): readonly LimitState[]
}

/** Milliseconds nobody waits longer for the tracker's permission: the answer is `rate-limited` then. */
const longestWait = 60_000

/** Builds the layers: redirect > retry > schedule > guard > trace > transport. */
export function createCalls(options: CallsOptions): Calls {
  const { limits = [], trace, allowInsecure = false, userAgent = 'issuefs', clock = systemClock, random } = options
  const schedule = createSchedule({ limits, clock, longestWait, onWaited: trace.waited })
  const retry = createRetry({ clock, longestWait, onRetry: trace.retried, ...(random ? { random } : {}) })
  const transport = createTransport({ allowInsecure, onReceived: trace.received, onBroken: trace.broken })
  const fetcher = compose([redirect, retry, schedule.layer, guard, trace.layer], transport)

  function call(context: ExchangeContext): Call {
    const fetch: CallFetch = async (url, init = {}) => {
      const exchange = exchangeOf(url, init, userAgent)
      const response = await fetcher(exchange, context)
      if (isAccepted(exchange, response)) return response
      throw await errorOfResponse(exchange, response, clock.now())
    }
    return {
      signal: context.signal,
      get priority() {
        return context.priority
      },
      fetch,
    }
  }

  return { call, limits: schedule.states }
}

function isAccepted({ accept }: Exchange, { status }: Response): boolean {
  return status < 400 || accept === 'any' || accept.includes(status)
}
