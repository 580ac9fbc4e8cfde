import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { issueFolder } from './build-tree.ts'
import { type Mounted, mountVariant } from './mounted.ts'
import { timeCommand } from './time-command.ts'

/** Resident memory of the mount's process, megabytes, after a program has run through it. */
export async function measureMemory(place: string, store: string): Promise<number> {
  return onMount('dev-fuse', place, store, async (mounted, folder) => {
    await timeCommand('grep', ['-r', 'zzz', folder])
    return memoryOf(mounted)
  })
}

export interface LargeFolder {
  /** Seconds of the first `ls -f | wc -l`. */
  readonly seconds: number
  /** Megabytes resident after it. */
  readonly megabytes: number
}

/** A folder of a million entries, with or without their attributes. */
export async function measureLargeFolder(
  place: string,
  store: string,
  attributes: 'with' | 'without',
): Promise<LargeFolder> {
  const variant = attributes === 'with' ? 'dev-fuse-all-attributes' : 'dev-fuse'
  return onMount(variant, place, store, async (mounted, folder) => {
    const took = await timeCommand('sh', ['-c', 'ls -f "$0" | wc -l', join(folder, issueFolder)])
    return { seconds: took / 1000, megabytes: await memoryOf(mounted) }
  })
}

async function memoryOf(mounted: Mounted): Promise<number> {
  const said = await mounted.tell({ order: 'memory' })
  return said.said === 'memory' ? said.megabytes : Number.NaN
}

async function onMount<T>(
  variant: string,
  place: string,
  store: string,
  work: (mounted: Mounted, folder: string) => Promise<T>,
): Promise<T> {
  const folder = join(place, 'mount')
  await mkdir(folder, { recursive: true })
  const mounted = await mountVariant(variant, folder, store)
  try {
    return await work(mounted, folder)
  } finally {
    await mounted.leave()
  }
}
