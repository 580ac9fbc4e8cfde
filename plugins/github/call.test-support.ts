import type { Call } from 'issuefs/source'
import { createCalls } from '../../framework/layers/stack.ts'
import { createTrace } from '../../framework/layers/trace.ts'

/** A call as the kernel makes it, without a pace. */
export function testCall(signal: AbortSignal = new AbortController().signal): Call {
  const pace = { rate: 10_000, burst: 10_000, concurrency: 16 }
  const limits = [
    { name: 'rest', ...pace },
    { name: 'graphql', ...pace },
  ]
  return createCalls({ limits, trace: createTrace() }).call({ signal, priority: 'listing' })
}
