import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensurePrivateFolder, whyNotPrivate, writePrivateFile } from './private-file.ts'
import { UsageError } from './usage-error.ts'

/** Values by option name: secrets, and the names of the accounts they belong to. */
export type Credential = Readonly<Record<string, string>>

/** What `issuefs login` has kept, in a 0600 file. */
export interface CredentialStore {
  readonly path: string
  /** @throws UsageError when others can read the file */
  get(plugin: string, url: string | undefined): Credential | undefined
  set(plugin: string, url: string | undefined, credential: Credential): void
}

export function createCredentialStore(configFolder: string): CredentialStore {
  const path = join(configFolder, 'credentials.json')

  function all(): Readonly<Record<string, Credential>> {
    if (!existsSync(path)) return {}
    const problem = whyNotPrivate(path)
    if (problem) throw new UsageError(`The credentials are not used: ${problem}`)
    try {
      return JSON.parse(readFileSync(path, 'utf8')) as Record<string, Credential>
    } catch {
      throw new UsageError(`"${path}" is damaged; remove it and run "issuefs login" again.`)
    }
  }

  return {
    path,
    get: (plugin, url) => all()[nameOf(plugin, url)],
    set(plugin, url, credential) {
      ensurePrivateFolder(configFolder)
      writePrivateFile(path, `${JSON.stringify({ ...all(), [nameOf(plugin, url)]: credential }, undefined, 2)}\n`)
    },
  }
}

/** The same address with and without a slash at its end is the same. */
function nameOf(plugin: string, url: string | undefined): string {
  return url === undefined ? plugin : `${plugin} ${new URL(url).href.replace(/\/+$/, '')}`
}
