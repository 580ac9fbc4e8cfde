import type { Node } from '../../store/contract.ts'
import { setWord } from './reply.ts'

/**
 * The kernel's name for a node: its inode number in the low word, its text in the high one, 0 where it has none. So each
 * version of a text is an inode of its own, as if the file had been replaced by renaming: who has the old one open goes
 * on reading it, and no page is ever of another version than the size. `stat` shows the inode number alone, which
 * stays. Both numbers only count up, and four thousand million of each are enough.
 */
export function setNodeId(words: Uint32Array, at: number, ino: number, version: number): void {
  setWord(words, at, ino)
  setWord(words, at + 4, version)
}

/**
 * The text of a node's present version, 0 for none. A scratch file is one inode whatever is in it: an editor keeps it open
 * and saves it again and again, and the kernel keeps nothing of it.
 */
export function presentVersion(node: Node): number {
  return node.kind === 'scratch' ? 0 : (node.document ?? 0)
}
