import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Microseconds of a call. */
export interface Latency {
  readonly p50: number
  readonly p99: number
}

export interface Client {
  /** Times single calls on each of some paths once, in random order. */
  measure(call: 'stat' | 'read', paths: readonly string[]): Promise<Latency>
  /** A byte to another process and back: what two processes that wake each other cost here. */
  measurePipe(): Promise<Latency>
}

/** Compiles the client into a folder; `undefined` where there is no C compiler. */
export async function compileClient(folder: string): Promise<Client | undefined> {
  const program = join(folder, 'client')
  try {
    await run('cc', ['-O2', '-o', program, fileURLToPath(new URL('./client.c', import.meta.url))])
  } catch {
    return undefined
  }
  let seed = 0
  async function latency(...words: string[]): Promise<Latency> {
    const { stdout } = await run(program, words)
    const [p50 = Number.NaN, p99 = Number.NaN] = stdout.trim().split(' ').map(Number)
    return { p50, p99 }
  }
  return {
    async measure(call, paths) {
      const list = join(folder, 'paths')
      await writeFile(list, paths.map(path => `${path}\n`).join(''))
      return latency(call, String(++seed), list)
    },
    measurePipe: () => latency('pipe', '10000'),
  }
}
