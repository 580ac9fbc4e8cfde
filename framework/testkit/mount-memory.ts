import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Projection, projectTree } from '../backend/memory.ts'
import { type Host, openHost } from '../host.ts'
import type { Options, Values } from '../source/options.ts'
import type { Source } from '../source/source.ts'
import type { FreshnessPolicy } from '../sync/freshness.ts'

/** A source's tree in memory, complete and quiet. */
export interface MemoryMount {
  /** A memfs volume of the whole tree. */
  readonly vol: Projection['vol']
  readonly host: Host
  /** Asks the tracker for news, waits until they are rendered, and projects the tree again. */
  refresh(): Promise<void>
  /** Projects something that is in no listing, such as `PROJ/PROJ-1`. */
  reveal(path: string): Promise<void>
  /** Ends it and removes its store. */
  close(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/**
 * Mounts a source on a memfs volume, for tests and for programs without a mount.
 *
 * @example const { vol } = await mountMemory(source, { url })
 */
export async function mountMemory<O extends Options>(
  source: Source<O>,
  options: Values<O>,
  policy: Partial<FreshnessPolicy> = {},
): Promise<MemoryMount> {
  const cacheFolder = await mkdtemp(join(tmpdir(), 'issuefs-memory-'))
  let host: Host | undefined
  const close = async (): Promise<void> => {
    await host?.stop()
    await rm(cacheFolder, { recursive: true, force: true })
  }
  try {
    host = openHost({ mounts: [{ name: '', source: source as Source, options }], cacheFolder, policy })
    const opened = host
    await opened.start()
    await opened.settled()
    const projection = await projectTree(opened.vfs)
    return {
      vol: projection.vol,
      host: opened,
      async refresh() {
        await opened.refresh()
        await opened.settled()
        await projection.project()
      },
      reveal: projection.reveal,
      close,
      [Symbol.asyncDispose]: close,
    }
  } catch (thrown) {
    await close()
    throw thrown
  }
}
