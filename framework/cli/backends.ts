import type { Backend } from '../backend/backend.ts'
import { UsageError } from '../config/usage-error.ts'
import { SourceError } from '../source/error.ts'

/** A backend that a mount can have, imported when it is wanted. The first one that a system has is its `auto`. */
interface BackendRow {
  readonly name: string
  readonly platforms: readonly NodeJS.Platform[]
  load(): Promise<Backend>
}

export const backends: readonly BackendRow[] = [
  {
    name: 'dev-fuse',
    platforms: ['linux'],
    load: async () => (await import('../backend/dev-fuse.ts')).createDevFuse(),
  },
  {
    name: 'fuse-native',
    platforms: ['linux', 'darwin'],
    load: async () => (await import('../backend/fuse-native.ts')).fuseNative,
  },
]

export const backendNames: readonly string[] = ['auto', ...backends.map(({ name }) => name)]

/**
 * The backend of that name, or the first one that works here.
 *
 * @throws UsageError for a name that is none, SourceError `unsupported` with the reason and the remedy
 */
export async function chooseBackend(name: string, platform: NodeJS.Platform = process.platform): Promise<Backend> {
  const rows = backends.filter(row => (name === 'auto' ? row.platforms.includes(platform) : row.name === name))
  if (rows.length === 0 && name !== 'auto')
    throw new UsageError(`There is no backend "${name}"; there are ${backendNames.join(', ')}.`)
  const reasons: string[] = []
  for (const row of rows) {
    const backend = await row.load()
    const reason = await backend.unavailable()
    if (reason === undefined) return backend
    reasons.push(reason)
  }
  const remedy = '"issuefs ls", "cat", "grep" and "export" show the same tree without a mount.'
  throw new SourceError('unsupported', `${reasons[0] ?? `Nothing can be mounted on ${platform}.`} ${remedy}`)
}
