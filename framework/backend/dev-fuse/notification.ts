import { setNodeId } from './node-id.ts'
import { layout, notifyCodes } from './protocol.ts'
import { bodyStart, setWide, setWord } from './reply.ts'

/** Messages to the kernel that answer nothing. Each is a whole message in a buffer that the next one uses again. */
export interface Notifications {
  /** Bytes of the message that was made last stand at the beginning of it. */
  readonly bytes: Buffer
  /** Forget the attributes; and, unless told otherwise, all pages. Gives the message's length, as all of these do. */
  invalidateInode(ino: number, version: number, what: 'attributes' | 'everything'): number
  /** Forget a name. */
  invalidateEntry(parent: number, name: string): number
  /** A name is gone, with its inode: those who watch the file hear of it. */
  deleteEntry(parent: number, child: number, name: string): number
  /** The whole text of a version, put into the page cache. */
  store(ino: number, version: number, text: Uint8Array): number
  /** Look every name up again before it is used. Takes no lock; since 7.44. */
  invalidateNames(): number
  /** Send all requests again that are not answered. */
  resend(): number
  /** Send nothing of a file back: a request that nobody waits for, and that wakes whoever reads the device. */
  wake(ino: number): number
}

/** The longest text that is stored ahead, bytes. */
export const longestStored = 256 * 1024

export function createNotifications(): Notifications {
  const store = layout.fuse_notify_store_out
  const memory = new ArrayBuffer(bodyStart + store.size + longestStored)
  const bytes = Buffer.from(memory)
  const words = new Uint32Array(memory)

  function begin(code: number, size: number, length: number): void {
    bytes.fill(0, 0, bodyStart + size)
    words[0] = length
    words[1] = code
  }

  function named(code: number, size: number, lengthAt: number, name: string): number {
    const bytesOfName = Buffer.byteLength(name)
    const length = bodyStart + size + bytesOfName + 1
    begin(code, size, length)
    setWord(words, bodyStart + lengthAt, bytesOfName)
    bytes.write(name, bodyStart + size)
    bytes[length - 1] = 0
    return length
  }

  return {
    bytes,
    invalidateInode(ino, version, what) {
      const { size, ino: inoAt, off } = layout.fuse_notify_inval_inode_out
      begin(notifyCodes.FUSE_NOTIFY_INVAL_INODE, size, bodyStart + size)
      setNodeId(words, bodyStart + inoAt, ino, version)
      setWide(words, bodyStart + off, what === 'attributes' ? -1 : 0)
      return bodyStart + size
    },
    invalidateEntry(parent, name) {
      const entry = layout.fuse_notify_inval_entry_out
      const length = named(notifyCodes.FUSE_NOTIFY_INVAL_ENTRY, entry.size, entry.namelen, name)
      setWide(words, bodyStart + entry.parent, parent)
      return length
    },
    deleteEntry(parent, child, name) {
      const entry = layout.fuse_notify_delete_out
      const length = named(notifyCodes.FUSE_NOTIFY_DELETE, entry.size, entry.namelen, name)
      setWide(words, bodyStart + entry.parent, parent)
      setWide(words, bodyStart + entry.child, child)
      return length
    },
    store(ino, version, text) {
      const length = bodyStart + store.size + text.byteLength
      begin(notifyCodes.FUSE_NOTIFY_STORE, store.size, length)
      setNodeId(words, bodyStart + store.nodeid, ino, version)
      setWord(words, bodyStart + store.bytes, text.byteLength)
      bytes.set(text, bodyStart + store.size)
      return length
    },
    wake(ino) {
      const { size, nodeid } = layout.fuse_notify_retrieve_out
      begin(notifyCodes.FUSE_NOTIFY_RETRIEVE, size, bodyStart + size)
      setWide(words, bodyStart + nodeid, ino)
      return bodyStart + size
    },
    invalidateNames() {
      begin(notifyCodes.FUSE_NOTIFY_INC_EPOCH, 0, bodyStart)
      return bodyStart
    },
    resend() {
      begin(notifyCodes.FUSE_NOTIFY_RESEND, 0, bodyStart)
      return bodyStart
    },
  }
}
