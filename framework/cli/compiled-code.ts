import { lstatSync, mkdirSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { type Environment, foldersOf } from '../config/folders.ts'

/**
 * Keeps compiled code for the next start, which then takes a third of the processor's time and of the memory for code. Threads
 * and commands of ours take part by the environment. Only in a folder that nobody else can have filled: whoever may write
 * there says what runs.
 *
 * @returns the folder; `undefined` where none is kept, or `NODE_COMPILE_CACHE` names one already
 */
export function keepCompiledCode(environment: Environment = process.env): string | undefined {
  if (environment.NODE_COMPILE_CACHE || environment.NODE_DISABLE_COMPILE_CACHE || !environment.HOME) return undefined
  const folder = join(foldersOf(environment).cache, '.compiled')
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const { uid, mode } = lstatSync(folder)
    if (uid !== process.getuid?.() || (mode & 0o022) !== 0) return undefined
  } catch {
    return undefined
  }
  enableCompileCache(folder)
  process.env.NODE_COMPILE_CACHE = folder
  return folder
}
