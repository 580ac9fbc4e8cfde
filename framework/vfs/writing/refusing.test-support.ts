import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { SourceError } from '../../source/error.ts'
import { tree, type Written } from './write.test-support.ts'

/** A tree whose saves are refused when they have no text, as they are by an issue tracker. */
export async function refusing(): Promise<Written & { readonly refused: number[] }> {
  const refused: number[] = []
  const saved: string[] = []
  const made = await tree({
    async save(_document, bytes, { pid = 0 }) {
      if (bytes.every(byte => byte === 0)) {
        refused.push(pid)
        throw new SourceError('invalid', 'The file is empty.')
      }
      saved.push(Buffer.from(bytes).toString())
    },
  })
  return { ...made, saved, refused }
}

/** A process that has a file of that name open for writing; with `child`, only a process that it has started has. */
export async function holder(name: string, child = false): Promise<{ readonly pid: number; end(): Promise<void> }> {
  const place = await mkdtemp(join(tmpdir(), 'issuefs-fd-'))
  onTestFinished(() => rm(place, { recursive: true, force: true }))
  const hold = `exec 3> "${join(place, name)}"; echo open; cat`
  const running = spawn('sh', ['-c', child ? `sh -c '${hold}'; true` : hold], { stdio: ['pipe', 'pipe', 'ignore'] })
  onTestFinished(() => void running.kill())
  await once(running.stdout, 'data')
  return {
    pid: running.pid!,
    async end() {
      running.stdin.end()
      await once(running, 'exit')
    },
  }
}

/** Who asks, where it is known. */
export const who = (pid: number | undefined): { readonly pid?: number } => (pid === undefined ? {} : { pid })
