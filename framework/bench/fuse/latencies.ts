import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { issueFolder, issueName } from './build-tree.ts'
import type { Client, Latency } from './client.ts'
import { mountVariant } from './mounted.ts'
import { median } from './time-command.ts'

export interface Latencies {
  /** `stat` of each path once, while the main thread is blocked in bursts of 100 ms. */
  readonly stat: Latency
  /** Open, read and close of each file once, idle. */
  readonly read: Latency
  /** A byte to another process and back, idle: the baseline of a request. */
  readonly pipe: Latency
}

/** Medians of single calls in microseconds, each on a fresh mount of this backend. */
export async function measureLatencies(options: {
  readonly place: string
  readonly store: string
  readonly count: number
  readonly rounds: number
  readonly client: Client
}): Promise<Latencies> {
  const folder = join(options.place, 'mount')
  await mkdir(folder, { recursive: true })
  const paths = Array.from({ length: options.count }, (_, number) => join(folder, issueFolder, issueName(number)))
  const stats: Latency[] = []
  const reads: Latency[] = []
  const pipes: Latency[] = []
  for (let round = 0; round < options.rounds; round++) {
    pipes.push(await options.client.measurePipe())
    for (const [call, bursts, into] of [
      ['stat', true, stats],
      ['read', false, reads],
    ] as const) {
      const mounted = await mountVariant('dev-fuse', folder, options.store)
      try {
        await mounted.tell({ order: 'bursts', on: bursts })
        into.push(await options.client.measure(call, paths))
      } finally {
        await mounted.leave()
      }
    }
  }
  const middle = (all: readonly Latency[]): Latency => ({
    p50: median(all.map(({ p50 }) => p50)),
    p99: median(all.map(({ p99 }) => p99)),
  })
  return { stat: middle(stats), read: middle(reads), pipe: middle(pipes) }
}
