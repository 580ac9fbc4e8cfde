import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { openHost } from '../../framework/host.ts'
import { startEmulator } from './emulator/index.ts'
import bugzilla from './index.ts'
import { FLAVOURS, valuesFor } from './reading.test-support.ts'

const SET_UP = 6

it.each(FLAVOURS)('counts the requests of 10,000 bugs with comments, through the whole kernel (%s)', async flavour => {
  const emulator = await startEmulator({ flavour, issues: 10_000, projects: ['Widget', 'Website'] })
  const cacheFolder = await mkdtemp(join(tmpdir(), 'issuefs-bugzilla-'))
  const options = valuesFor(emulator, { products: ['Widget', 'Website'] })
  const host = openHost({
    mounts: [{ name: '', source: bugzilla as never, options: options as never }],
    cacheFolder,
    policy: { shortest: 600_000, longest: 600_000 },
  })
  const { requests, control } = emulator
  const count = async (change: () => void) => {
    change()
    requests.reset()
    await host.refresh()
    await host.settled()
    const { total, counts } = requests
    await setTimeout(4500)
    await host.refresh()
    await host.settled()
    return { total, counts }
  }
  try {
    const began = performance.now()
    await host.start()
    await host.settled()
    const seconds = (performance.now() - began) / 1000
    const cold = { total: requests.total, counts: requests.counts }
    await setTimeout(1000)
    const unchanged = await count(() => {})
    const changed = await count(() => control.edit('1234', { whiteboard: 'changed' }))
    const moved = await count(() => control.move('1235', 'Website'))
    control.remove('1237')
    await host.stop()
    requests.reset()
    const again = openHost({
      mounts: [{ name: '', source: bugzilla as never, options: options as never }],
      cacheFolder,
      policy: { shortest: 600_000, longest: 600_000, sweep: 15_000 },
    })
    await again.start()
    await setTimeout(3000)
    await again.settled()
    const known = again.status().mounts[0]!.issues.known
    const swept = requests.counts
    await again.stop()
    console.log(JSON.stringify({ flavour, seconds, cold, unchanged, changed, moved, known, swept }))
    expect(cold.total - SET_UP).toBeLessThanOrEqual(120)
    expect(unchanged.total).toBe(1)
    expect(changed.total).toBeLessThanOrEqual(4)
    expect(moved.total).toBeLessThanOrEqual(4)
  } finally {
    await host.stop()
    await emulator.close()
    await rm(cacheFolder, { recursive: true, force: true })
  }
})
