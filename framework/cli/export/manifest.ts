import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { UsageError } from '../../config/usage-error.ts'

/** What an export has written, so that the next one knows its own files. */
export const manifestName = '.issuefs-export.json'

/** A digest of what was written, by path. */
export type Manifest = ReadonlyMap<string, string>

/** @throws UsageError when it can't be read: without it nothing may be deleted or overwritten */
export function readManifest(folder: string): Manifest {
  const path = join(folder, manifestName)
  if (!existsSync(path)) return new Map()
  try {
    return new Map(Object.entries(JSON.parse(readFileSync(path, 'utf8')).files as Record<string, string>))
  } catch {
    throw new UsageError(`"${path}" is damaged, so nobody knows which files are of issuefs; export into a new folder.`)
  }
}

export function manifestText(manifest: Manifest): string {
  return `${JSON.stringify({ files: Object.fromEntries([...manifest].sort()) }, undefined, 1)}\n`
}

export function digestOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 24)
}
