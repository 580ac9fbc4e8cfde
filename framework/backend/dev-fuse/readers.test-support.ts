import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { versionOf } from './versions.test-support.ts'

/**
 * Reads files in many threads at once: `readers.test-support.ts FOLDER FILES READERS MILLISECONDS`, with
 * UV_THREADPOOL_SIZE as large as there are readers. Says how many were read, or fails at the first wrong byte.
 */
const [, , folder = '', files = '', readers = '', milliseconds = ''] = process.argv
const end = performance.now() + Number(milliseconds)
let reads = 0

async function reader(seed: number): Promise<void> {
  const last = new Map<string, number>()
  for (let turn = seed; performance.now() < end; turn++) {
    const name = `${(turn * 31 + seed * 7) % Number(files)}.md`
    const version = versionOf(name, await readFile(join(folder, name), 'utf8'))
    if (version < (last.get(name) ?? 0)) throw new Error(`${name}: version ${version} came after ${last.get(name)}.`)
    last.set(name, version)
    reads++
  }
}

await Promise.all(Array.from({ length: Number(readers) }, (_, seed) => reader(seed)))
process.stdout.write(String(reads))
