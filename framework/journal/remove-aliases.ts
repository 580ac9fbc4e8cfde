import type { Store, StoreWriter } from '../store/sqlite.ts'
import { removeNode } from '../tree/folder.ts'
import { folderAt } from './cover.ts'
import type { Entries } from './entries.ts'
import type { EditMount } from './mount.ts'

/** Names under which issues were written lead to them until unmounting: those of an earlier mount go. */
export function removeAliases(write: StoreWriter, store: Store, mount: EditMount, entries: Entries): void {
  for (const { what, state, path, mount: identity } of entries.listed()) {
    if (what !== 'create' || state !== 'sent' || identity !== mount.identity) continue
    const folder = folderAt(store, mount, path)
    const node = folder && store.read.nodes.child(folder.ino, path.slice(path.lastIndexOf('/') + 1))
    if (node?.kind === 'link' || node?.kind === 'scratch') removeNode(write, node)
  }
}
