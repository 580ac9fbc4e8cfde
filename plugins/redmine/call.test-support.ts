import type { Call } from 'issuefs/source'
import { createCalls } from '../../framework/layers/stack.ts'
import { createTrace } from '../../framework/layers/trace.ts'

/** A call as the kernel makes it, without a pace, that counts what it sends. */
export interface TestCall extends Call {
  count(): number
}

export function testCall(signal: AbortSignal = new AbortController().signal): TestCall {
  const limits = [{ name: 'redmine', rate: 10_000, burst: 10_000, concurrency: 4 }]
  const call = createCalls({ limits, trace: createTrace() }).call({ signal, priority: 'listing' })
  let count = 0
  return {
    signal,
    priority: 'listing',
    fetch(url, init) {
      count += 1
      return call.fetch(url, init)
    },
    count: () => count,
  }
}
