import { escapeMarkers } from '../markdown/marker.ts'
import type { Store, StoreWriter } from '../store/sqlite.ts'
import { addNode } from '../tree/folder.ts'
import { documentNode } from '../tree/place.ts'
import type { Entry } from './entry.ts'
import type { EditMount } from './mount.ts'
import { restamp } from './restamp.ts'
import { placeOfPath } from './waiting-file.ts'

/** Files show what was saved until the tracker has it. */
export interface Cover {
  /** Shows what an entry has saved. */
  show(entry: Entry, bytes?: Uint8Array): void
  /** Shows what waits of an issue, first made first: the last whole text, with the comments that came after it. */
  showAll(waiting: readonly Entry[]): void
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
    const stamped = restamp(text, entry.what === 'edit' ? entry.shown : undefined)
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
    const place = placeOfPath(store, mount, entry.path)
    if (!place) return
    const { folder, name } = place
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

  function showAll(waiting: readonly Entry[]): void {
    const whole = waiting.findLastIndex(({ what }) => what === 'edit')
    store.transaction(write => {
      for (const entry of waiting.slice(Math.max(whole, 0))) showText(write, entry)
    })
  }

  return {
    showAll,
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
      if (waiting.some(({ what }) => what === 'edit')) return showAll(waiting)
      store.transaction(write => {
        write.entities.cover(entity.entity, false)
        write.entities.soilEntity(entity.entity)
      })
      await mount.writing.render(entity.entity)
      const stillWaiting = waitingOf(route, entity.id)
      if (!read.entities.entity(entity.entity)?.covered) showAll(stillWaiting)
    },
  }
}

/** A file's text with one more comment at its end. */
function withComment(bytes: Uint8Array | undefined, comment: string): string | undefined {
  if (!bytes) return undefined
  const text = new TextDecoder().decode(bytes).trimEnd()
  return `${text}\n\n### <!-- comment new -->\n\n${escapeMarkers(comment.trim())}\n`
}
