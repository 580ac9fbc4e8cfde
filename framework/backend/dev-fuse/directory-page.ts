import type { Attributes } from '../../vfs/attributes.ts'
import { kinds, layout } from './protocol.ts'
import { bodyStart, type Reply, setWide, setWord } from './reply.ts'

const dirent = layout.fuse_dirent

/** An entry of a listing, before its attributes are known. */
export interface PageEntry {
  readonly name: string
  readonly ino: number
  readonly kind: Attributes['kind']
  /** Where the listing goes on after it. */
  readonly cookie: number
}

/** A page of directory entries in a reply. */
export interface DirectoryPage {
  /**
   * Adds an entry. Gives where its `fuse_entry_out` stands, zeroed, in a page of READDIRPLUS; 0 in one of READDIR;
   * `undefined` when the page is full.
   */
  add(entry: PageEntry): number | undefined
}

/** @param size bytes that the kernel has room for */
export function beginPage(reply: Reply, size: number, plus: boolean): DirectoryPage {
  reply.length = bodyStart
  const end = Math.min(bodyStart + size, reply.bytes.length)
  const before = plus ? layout.fuse_entry_out.size : 0
  return {
    add({ name, ino, kind, cookie }) {
      const at = reply.length
      const head = at + before
      const longest = head + dirent.size + name.length * 3
      if (longest > end && head + dirent.size + Buffer.byteLength(name) > end) return undefined
      const length = reply.bytes.write(name, head + dirent.name, 'utf8')
      const next = (head + dirent.size + length + 7) & ~7
      if (next > end) return undefined
      reply.words.fill(0, at >> 2, head >> 2)
      setWide(reply.words, head + dirent.ino, ino)
      setWide(reply.words, head + dirent.off, cookie)
      setWord(reply.words, head + dirent.namelen, length)
      setWord(reply.words, head + dirent.type, kinds[kind].dirent)
      reply.bytes.fill(0, head + dirent.name + length, next)
      reply.length = next
      return plus ? at : 0
    },
  }
}
