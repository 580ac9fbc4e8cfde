import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type Served, serve } from './served.test-support.ts'
import { versionText } from './versions.test-support.ts'

/** A hundred threads read while the tracker changes what they read. Gives what was done; throws at a wrong byte. */
export async function readInParallel(options: {
  readonly milliseconds: number
  /** Called now and then, with what serves. */
  disturb?(served: Served): Promise<unknown>
}): Promise<{ readonly reads: number; readonly changes: number }> {
  const files = 40
  const readers = 100
  const names = Array.from({ length: files }, (_, number) => `${number}.md`)
  const served = await serve({
    deadline: 5000,
    nodes: Object.fromEntries(names.map(name => [name, { text: versionText(name, 0) }])),
  })
  try {
    const program = fileURLToPath(new URL('./readers.test-support.ts', import.meta.url))
    let over = false
    const reading = promisify(execFile)(
      process.execPath,
      [program, served.folder, String(files), String(readers), String(options.milliseconds)],
      { env: { ...process.env, UV_THREADPOOL_SIZE: String(readers), NODE_OPTIONS: '' } },
    ).finally(() => {
      over = true
    })
    reading.catch(() => {})
    let changes = 0
    for (let version = 1; !over; version++) {
      const name = names[(version * 13) % files]!
      await served.tell({ order: 'steer', step: { do: 'write', path: name, text: versionText(name, version) } })
      changes++
      if (version % 200 === 0) await options.disturb?.(served)
      await new Promise(resolve => setTimeout(resolve, 3))
    }
    return { reads: Number((await reading).stdout), changes }
  } finally {
    await served.leave()
  }
}
