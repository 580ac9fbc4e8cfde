import type { Store, StoreWriter } from '../store/sqlite.ts'
import { removeNode } from '../tree/folder.ts'
import type { Entries } from './entries.ts'
import type { EditMount } from './mount.ts'
import { placeOfPath } from './waiting-file.ts'

/**
 * Names under which issues were written lead to them until unmounting: those of an earlier mount go, and so do files that
 * were given up since. A file that was written under such a name later, and could not be sent, stays.
 */
export function removeAliases(write: StoreWriter, store: Store, mount: EditMount, entries: Entries): void {
  for (const { what, progress, path, mount: identity } of entries.files()) {
    if ((what !== 'create' && !progress.dropped) || identity !== mount.identity) continue
    const place = placeOfPath(store, mount, path)
    const node = place && store.read.nodes.child(place.folder.ino, place.name)
    const isLeft = node?.kind === 'scratch' && entries.ofPath(identity, path)[0]?.state === 'sent'
    if (node?.kind === 'link' || isLeft) removeNode(write, node)
  }
}
