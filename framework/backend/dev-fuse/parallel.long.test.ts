import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { readInParallel } from './parallel.test-support.ts'
import { serve } from './served.test-support.ts'
import { unavailable } from './unavailable.ts'

const reason = await unavailable()
const run = promisify(execFile)

describe.skipIf(reason !== undefined)('for minutes', () => {
  it('a hundred readers read whole versions while they change', async () => {
    const { reads, changes } = await readInParallel({ milliseconds: 60_000 })
    expect(reads).toBeGreaterThan(100_000)
    expect(changes).toBeGreaterThan(5000)
  })

  it('and while the threads that serve them are killed', async () => {
    let kills = 0
    const { reads } = await readInParallel({
      milliseconds: 15_000,
      disturb: served => served.tell({ order: kills++ % 2 === 0 ? 'kill-worker' : 'kill-notifier' }),
    })
    expect(kills).toBeGreaterThan(5)
    expect(reads).toBeGreaterThan(10_000)
  })

  it('millions of names are looked up and forgotten without growth', async () => {
    const entries = 20_000
    const served = await serve(
      { deadline: 5000, nodes: { many: { folder: 'ready', entries } } },
      { mostWithAttributes: 1e9 },
    )
    const resident = async (): Promise<number> =>
      Number(/VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${served.child.pid}/status`, 'utf8'))![1]) / 1024
    try {
      const round = async (): Promise<void> => {
        await run('find', [served.at('many'), '-newermt', '2000-01-01', '-name', 'nothing'])
        await run('sh', ['-c', 'echo 2 > /proc/sys/vm/drop_caches'])
      }
      for (let warm = 0; warm < 10; warm++) await round()
      const before = await resident()
      for (let rounds = 0; rounds < 100; rounds++) await round()
      expect((await resident()) - before).toBeLessThan(30)
    } finally {
      await served.leave()
    }
  })
})
