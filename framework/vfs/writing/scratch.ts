import type { Ino, Node } from '../../store/contract.ts'
import type { Store, StoreWriter } from '../../store/sqlite.ts'
import { addNode } from '../../tree/folder.ts'
import { FileError } from '../errno.ts'
import { isScratchName } from './scratch-name.ts'

/** The parent of files that have no name any more and are still open, or are just being sent: nobody finds them. */
const nowhere: Ino = -1

/** What stands in `detail` of a folder of the user's own. */
const scratchFolder = 'scratch'

/** Files and folders of the user's own, in the store. */
export interface Scratch {
  make(parent: Node, name: string, kind: 'scratch' | 'folder'): Node
  /** Stores a text as the content of a file. */
  fill(ino: Ino, text: Uint8Array): void
  /** Gives a file or folder another place. */
  move(ino: Ino, parent: Ino, name: string): Node
  /** Takes a file's name away; the file itself stays until it is removed. `shown`: the name goes on to be there. */
  unname(node: Node, shown: boolean): void
  remove(node: Node): void
}

/** Whether a folder is one of the user's own. */
export function isScratchFolder(node: Node): boolean {
  return node.kind === 'folder' && node.detail === scratchFolder
}

/** What an earlier process left without a name is removed. */
export function createScratch(store: Store): Scratch {
  const { nodes } = store.read
  store.transaction(write => {
    for (const { ino } of write.nodes.everyChild(nowhere)) write.nodes.remove(ino)
  })

  function hidden(parent: Node, name: string): boolean {
    return !isScratchFolder(parent) && isScratchName(name)
  }

  function named(made: Node, name: string): Node {
    if (made.name === name) return made
    throw new FileError('EEXIST', `There is another "${name}" already, which differs in upper and lower case only.`)
  }

  function leave(write: StoreWriter, node: Node): void {
    if (node.parent === nowhere) return
    if (!node.hidden) write.nodes.change(node.parent, { mtime: write.now }, write.now)
    write.invalidate({ what: 'disappeared', parent: node.parent, name: node.name, ino: node.ino })
  }

  return {
    make: (parent, name, kind) =>
      store.transaction(write => {
        const own = { parent: parent.ino, name, kind, state: 'ready', hidden: hidden(parent, name) } as const
        const detail = kind === 'folder' ? scratchFolder : ''
        return named(addNode(write, { ...own, detail, mtime: write.now, writable: true }), name)
      }),
    fill: (ino, text) =>
      store.transaction(write => {
        const document = write.documents.put(text)
        write.nodes.change(ino, { document, size: text.byteLength, mtime: write.now }, write.now)
        write.invalidate({ what: 'content', ino })
      }),
    move: (ino, parent, name) =>
      store.transaction(write => {
        const before = nodes.node(ino)!
        leave(write, before)
        write.nodes.rename(ino, parent, name, write.now)
        write.nodes.change(ino, { hidden: hidden(nodes.node(parent)!, name) }, write.now)
        write.progress.setAbsence(parent, name, undefined)
        write.invalidate({ what: 'appeared', parent, name, ino })
        return named(nodes.node(ino)!, name)
      }),
    unname: (node, shown) =>
      store.transaction(write => {
        if (!shown) leave(write, node)
        write.nodes.rename(node.ino, nowhere, String(node.ino), write.now)
      }),
    remove: node =>
      store.transaction(write => {
        write.nodes.remove(node.ino)
        leave(write, node)
      }),
  }
}
