import { statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Store } from '../store/sqlite.ts'
import type { FileSystemStatistics } from './contract.ts'

/** Bytes of the longest name. */
export const longestName = 255

/** What is stored, and on a writable mount the space that is left on the store's disk. Counted at most every five seconds. */
export function createStatistics(store: Store, writable: boolean): () => FileSystemStatistics {
  const blockSize = 4096
  let counted = 0
  let statistics: FileSystemStatistics | undefined
  return () => {
    if (statistics && Date.now() - counted < 5000) return statistics
    counted = Date.now()
    const { files, bytes } = store.read.nodes.totals()
    const { free, freeFiles } = writable ? left(store, blockSize) : { free: 0, freeFiles: 0 }
    const blocks = Math.ceil(bytes / blockSize) + free
    statistics = { blockSize, blocks, free, files: files + freeFiles, freeFiles, longestName }
    return statistics
  }
}

/** File systems without a number of files say 0: they take any number. */
function left(store: Store, blockSize: number): { readonly free: number; readonly freeFiles: number } {
  const { bavail, bsize, ffree } = statfsSync(dirname(store.path))
  return { free: Math.floor((bavail * bsize) / blockSize), freeFiles: ffree > 0 ? ffree : 1_000_000 }
}
