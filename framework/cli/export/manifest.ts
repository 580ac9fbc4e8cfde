import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { writePrivateFile } from '../../config/private-file.ts'
import { UsageError } from '../../config/usage-error.ts'

/** What an export has written, so that the next one knows its own files. */
const manifestName = '.issuefs-export.json'

/** What an export that is under way writes, a line each: one that was interrupted leaves it to the next. */
const underWayName = '.issuefs-export.part'

/** A digest of what was written, by path. */
type Manifest = ReadonlyMap<string, string>

/** The digests that a file of ours may have, by path: two where an export was interrupted. */
export type Written = ReadonlyMap<string, ReadonlySet<string>>

/** @throws UsageError when it can't be read: without it nothing may be deleted or overwritten */
export function readWritten(folder: string): Written {
  const path = join(folder, manifestName)
  const written = new Map<string, Set<string>>()
  try {
    const files = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')).files as Record<string, string>) : {}
    for (const [file, digest] of [...Object.entries(files), ...underWay(folder)])
      written.set(file, (written.get(file) ?? new Set()).add(digest))
    return written
  } catch {
    throw new UsageError(`"${path}" is damaged, so nobody knows which files are of issuefs; export into a new folder.`)
  }
}

/** To be called before a file is put in its place. */
export function noteWriting(folder: string, file: string, digest: string): void {
  appendFileSync(join(folder, underWayName), `\n${JSON.stringify([file, digest])}\n`, { mode: 0o600 })
}

/** The export is done. */
export function writeManifest(folder: string, manifest: Manifest): void {
  const files = Object.fromEntries([...manifest].sort())
  writePrivateFile(join(folder, manifestName), `${JSON.stringify({ files }, undefined, 1)}\n`)
  rmSync(join(folder, underWayName), { force: true })
}

/** A process that was killed may have left half a line, of a file that was not put in its place. */
function underWay(folder: string): readonly (readonly [string, string])[] {
  const path = join(folder, underWayName)
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : []
  return lines.filter(line => line.endsWith(']')).map(line => JSON.parse(line) as [string, string])
}

export function digestOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 24)
}
