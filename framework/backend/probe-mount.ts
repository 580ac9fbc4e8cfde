import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** Run by a process of its own: a thread that asks a mount whose process does not answer can't be taken back. */
const program = `
try { require('node:fs').statfsSync(process.argv[1]) } catch (thrown) {
  process.exitCode = thrown.code === 'ENOTCONN' || thrown.code === 'ECONNABORTED' ? 100 : 0
}
`

/** How long the process behind a mount may take to answer, milliseconds; starting the one that asks comes on top. */
const patience = 1000

/** `answers` also with a refusal; `dead` when nobody is behind it; `silent` when it takes longer than a second. */
export type Probed = 'answers' | 'dead' | 'silent'

/**
 * Asks whether anybody is behind a mount. `statfs` asks its process, while `stat` may be answered by the kernel for
 * as long as it believes the attributes.
 */
export async function probeMount(folder: string): Promise<Probed> {
  const child = spawn(process.execPath, ['-e', `process.stdout.write('.');${program}`, folder], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, NODE_OPTIONS: '' },
    detached: true,
  })
  const ended = once(child, 'exit').then(([code]): Probed => (code === 100 ? 'dead' : 'answers'))
  const { promise: late, resolve: giveUp } = Promise.withResolvers<Probed>()
  let timer: NodeJS.Timeout | undefined
  child.stdout.once('data', () => {
    timer = setTimeout(giveUp, patience, 'silent')
  })
  const probed = await Promise.race([ended, late])
  clearTimeout(timer)
  // It may be unable to end for now: nobody waits for it.
  child.kill('SIGKILL')
  child.stdout.destroy()
  child.unref()
  return probed
}
