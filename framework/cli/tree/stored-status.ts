import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { HostStatus } from '../../host/status.ts'
import { openHost } from '../../host.ts'
import { SourceError } from '../../source/error.ts'
import { latest } from '../../store/contract.ts'
import { openReader } from '../../store/reader.ts'
import type { Plan } from '../plan.ts'
import { storedEditsIn } from '../stored-edits.ts'
import { type PathStatus, pathStatus } from './path-status.ts'
import { readOnlyVfs } from './read-only-vfs.ts'

/** What a cache holds, without asking any tracker; `undefined` when there is none. */
export async function storedStatus(plan: Plan): Promise<HostStatus | undefined> {
  if (!existsSync(join(plan.cacheFolder, 'store.db'))) return undefined
  const host = openHost({ mounts: plan.mounts, cacheFolder: plan.cacheFolder, purpose: 'read by issuefs status' })
  try {
    return host.status()
  } finally {
    await host.stop()
  }
}

/** How fresh a file of a cache is, without asking any tracker. */
export async function storedPathStatus(plan: Plan, path: string): Promise<PathStatus> {
  const store = join(plan.cacheFolder, 'store.db')
  if (!existsSync(store)) throw notStored()
  const read = openReader(store, latest)
  const refuse = async (): Promise<never> => {
    throw notStored()
  }
  try {
    const demand = { name: refuse, content: refuse, listing: refuse, bytes: refuse, noticed() {} }
    return await pathStatus(
      readOnlyVfs(store, read, demand),
      read,
      path,
      storedEditsIn(plan.stateFolder, read.mounts.mounts()),
    )
  } finally {
    read.close()
  }
}

function notStored(): SourceError {
  return new SourceError('not-found', 'It is not stored yet; "issuefs sync" fetches everything.')
}
