import type { Call } from 'issuefs/source'
import { createCalls } from '../../framework/layers/stack.ts'
import { createTrace, type Trace } from '../../framework/layers/trace.ts'

/** A call as the kernel makes it, without a pace. */
export function testCall(signal: AbortSignal = new AbortController().signal, trace: Trace = createTrace()): Call {
  const limits = [{ name: 'bugzilla', rate: 10_000, burst: 10_000, concurrency: 16 }]
  return createCalls({ limits, trace }).call({ signal, priority: 'listing' })
}
