import { randomBytes } from 'node:crypto'
import { chmodSync, lstatSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { SourceError } from '../source/error.ts'

/** Why others of this machine can read a file, as a sentence with the remedy; `undefined` when they can't. */
export function whyNotPrivate(path: string): string | undefined {
  const mode = statSync(path).mode & 0o777
  if ((mode & 0o077) === 0) return undefined
  return `"${path}" has mode ${mode.toString(8).padStart(4, '0')}, so other users can read it; run: chmod 600 ${path}`
}

/** A folder of mode 0700, made when absent. */
export function ensurePrivateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const found = lstatSync(folder)
  if (!found.isDirectory() || (process.getuid && found.uid !== process.getuid()))
    throw new SourceError('denied', `"${folder}" is not a folder of yours; remove it, or ask who made it.`)
  if ((found.mode & 0o077) !== 0) chmodSync(folder, 0o700)
}

/** Writes a file of mode 0600 as a whole or not at all. */
export function writePrivateFile(path: string, text: string): void {
  const temporary = join(dirname(path), `.${randomBytes(6).toString('hex')}.tmp`)
  try {
    writeFileSync(temporary, text, { mode: 0o600, flag: 'wx' })
    renameSync(temporary, path)
  } catch (thrown) {
    rmSync(temporary, { force: true })
    throw thrown
  }
}
