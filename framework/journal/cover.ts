import { escapeMarkers } from '../markdown/marker.ts'
import type { Ino, Node } from '../store/contract.ts'
import type { Store, StoreWriter } from '../store/sqlite.ts'
import { addNode, removeNode } from '../tree/folder.ts'
import { documentNode } from '../tree/place.ts'
import type { Entry } from './entry.ts'
import type { EditMount } from './mount.ts'
import { restamp } from './restamp.ts'

/** Files show what was saved until the tracker has it. */
export interface Cover {
  /** Shows what an entry has saved. */
  show(entry: Entry, bytes?: Uint8Array): void
  /** An edit waits no more: shows the tracker's version again, or the edits that still wait. */
  uncover(entry: Entry): Promise<void>
}

/** @param waitingOf the edits of an issue that are shown until the tracker has them, first made first */
export function createCover(
  store: Store,
  mount: EditMount,
  waitingOf: (route: string, id: string) => readonly Entry[],
): Cover {
  const { read } = store

  function showText(write: StoreWriter, entry: Entry): void {
    const entity = read.entities.byId(mount.writing.mount().mount, entry.route, entry.entity!)
    const node = entity && documentNode(write, entity)
    if (!entity || !node) return
    const text =
      entry.what === 'comment' ? withComment(read.documents.bytes(node.document ?? 0), entry.body) : entry.body
    if (text === undefined) return
    const stamped = restamp(text)
    const bytes = Buffer.from(stamped.text)
    const document = write.documents.put(bytes)
    if (node.document === document && entity.covered) return
    if (stamped.revision) write.documents.setVersion(entity.entity, document, stamped.revision, write.epoch, write.now)
    write.nodes.change(node.ino, { document, size: bytes.byteLength, state: 'ready', mtime: write.now }, write.now)
    write.entities.cover(entity.entity, true)
    write.invalidate({ what: 'content', ino: node.ino })
  }

  /** What is to be made stands under the name that was written. */
  function showScratch(write: StoreWriter, entry: Entry, bytes: Uint8Array): void {
    const folder = folderAt(store, mount, entry.path)
    if (!folder) return
    const name = entry.path.slice(entry.path.lastIndexOf('/') + 1)
    const present = read.nodes.child(folder.ino, name)
    const text = { document: write.documents.put(bytes), size: bytes.byteLength, state: 'ready' } as const
    if (present?.kind === 'scratch') {
      write.nodes.change(present.ino, { ...text, mtime: write.now }, write.now)
      write.invalidate({ what: 'content', ino: present.ino })
    } else if (!present) {
      const common = { parent: folder.ino, name, kind: 'scratch', mtime: write.now, writable: true } as const
      addNode(write, { ...common, ...text, mount: mount.writing.mount().mount })
    }
  }

  return {
    show(entry, bytes) {
      store.transaction(write => {
        if (entry.what === 'create' || entry.what === 'attach')
          showScratch(write, entry, bytes ?? Buffer.from(entry.body))
        else if (entry.what !== 'remove' && entry.entity !== undefined) showText(write, entry)
      })
    },
    async uncover({ route, entity: id }) {
      const entity = id === undefined ? undefined : read.entities.byId(mount.writing.mount().mount, route, id)
      if (!entity?.covered) return
      const waiting = waitingOf(route, entity.id)
      const last = waiting.at(-1)
      if (last?.what === 'edit') return store.transaction(write => showText(write, last))
      store.transaction(write => {
        write.entities.cover(entity.entity, false)
        write.entities.soilEntity(entity.entity)
      })
      await mount.writing.render(entity.entity)
      for (const entry of waiting) store.transaction(write => showText(write, entry))
    },
  }
}

/** The folder that a path below a mount lies in. */
export function folderAt({ read }: Store, { writing }: EditMount, path: string): Node | undefined {
  let at: Node | undefined = read.nodes.node(writing.mount().root)
  for (const name of path.split('/').slice(0, -1)) at = at && read.nodes.child(at.ino, name)
  return at
}

/** Takes away what stood under a name until the tracker had it. */
export function removeScratch(write: StoreWriter, store: Store, parent: Ino, name: string): void {
  const present = store.read.nodes.child(parent, name)
  if (present?.kind === 'scratch') removeNode(write, present)
}

/** A file's text with one more comment at its end. */
function withComment(bytes: Uint8Array | undefined, comment: string): string | undefined {
  if (!bytes) return undefined
  const text = new TextDecoder().decode(bytes).trimEnd()
  return `${text}\n\n### <!-- comment new -->\n\n${escapeMarkers(comment.trim())}\n`
}
