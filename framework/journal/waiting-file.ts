import type { Node } from '../store/contract.ts'
import type { Store, StoreWriter } from '../store/sqlite.ts'
import { removeNode } from '../tree/folder.ts'
import { type EditMount, nameOf } from './mount.ts'

/** Where a file was written: its folder, and its name there. */
export interface WrittenPlace {
  readonly folder: Node
  readonly name: string
}

/** The place of a path below a mount; `undefined` while its folder is not there. */
export function placeOfPath({ read }: Store, { writing }: EditMount, path: string): WrittenPlace | undefined {
  let at: Node | undefined = read.nodes.node(writing.mount().root)
  for (const name of path.split('/').slice(0, -1)) at = at && read.nodes.child(at.ino, name)
  return at && { folder: at, name: nameOf({ path }) }
}

/** Takes away what stands under a path until the tracker has it. */
export function removeWaitingFile(write: StoreWriter, store: Store, mount: EditMount, path: string): void {
  const place = placeOfPath(store, mount, path)
  const present = place && store.read.nodes.child(place.folder.ino, place.name)
  if (present?.kind === 'scratch') removeNode(write, present)
}
