import { SourceError } from '../../source/error.ts'
import type { StoreReader } from '../../store/reader.ts'
import type { Store } from '../../store/sqlite.ts'
import type { Demand } from '../../tree/demand.ts'
import type { Vfs } from '../../vfs/contract.ts'
import { createVfs } from '../../vfs/vfs.ts'

/** Longer than a running mount's own deadline, so that its answer is the one that is heard; milliseconds. */
const deadline = 30_000

/** The tree of a store that another process may be writing. */
export function readOnlyVfs(path: string, read: StoreReader, demand: Demand): Vfs {
  const store: Store = {
    path,
    read,
    notices: [],
    transaction() {
      throw new SourceError('read-only', 'Only the process that has mounted it writes this store.')
    },
    onInvalidate: () => () => {},
    close: () => read.close(),
  }
  return createVfs({ store, demand, deadline })
}
