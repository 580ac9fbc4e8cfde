import type { Attributes } from '../../vfs/attributes.ts'
import { setNodeId } from './node-id.ts'
import { kinds, layout, pageSize, statxMask } from './protocol.ts'
import { setWide, setWord } from './reply.ts'

/** Whom the files belong to: whoever mounts. */
export interface Owner {
  readonly uid: number
  readonly gid: number
}

const attr = layout.fuse_attr
const entry = layout.fuse_entry_out
const statx = layout.fuse_statx

/** Writes a `fuse_attr` into zeroed memory. Reading does not count as access: atime is mtime. */
export function setAttributes(words: Uint32Array, at: number, shown: Attributes, owner: Owner): void {
  const { ino, kind, mode, size, nlink, mtime, ctime } = shown
  setWide(words, at + attr.ino, ino)
  setWide(words, at + attr.bytes, size)
  setWide(words, at + attr.blocks, Math.ceil(size / 512))
  setTime(words, at + attr.atime, at + attr.atimensec, mtime)
  setTime(words, at + attr.mtime, at + attr.mtimensec, mtime)
  setTime(words, at + attr.ctime, at + attr.ctimensec, ctime)
  setWord(words, at + attr.mode, kinds[kind].mode | mode)
  setWord(words, at + attr.nlink, nlink)
  setWord(words, at + attr.uid, owner.uid)
  setWord(words, at + attr.gid, owner.gid)
  setWord(words, at + attr.blksize, pageSize)
}

/**
 * Writes a `fuse_entry_out` into zeroed memory. Inode numbers are never used again, so the generation stays 0.
 *
 * @param version of its text; 0 for none
 * @param valid how long the name and the attributes may be believed, seconds
 */
export function setEntry(
  words: Uint32Array,
  at: number,
  shown: Attributes,
  version: number,
  owner: Owner,
  valid: { readonly name: number; readonly attributes: number },
): void {
  setNodeId(words, at + entry.nodeid, shown.ino, version)
  setWide(words, at + entry.entry_valid, valid.name)
  setWide(words, at + entry.attr_valid, valid.attributes)
  setAttributes(words, at + entry.attr, shown, owner)
}

/** Writes a `fuse_statx` into zeroed memory: what `setAttributes` says, and the time of birth. */
export function setStatx(words: Uint32Array, at: number, shown: Attributes, owner: Owner): void {
  const { ino, kind, mode, size, nlink, mtime, ctime, birth } = shown
  setWord(words, at + statx.mask, statxMask)
  setWord(words, at + statx.blksize, pageSize)
  setWord(words, at + statx.nlink, nlink)
  setWord(words, at + statx.uid, owner.uid)
  setWord(words, at + statx.gid, owner.gid)
  setWord(words, at + statx.mode, kinds[kind].mode | mode)
  setWide(words, at + statx.ino, ino)
  setWide(words, at + statx.bytes, size)
  setWide(words, at + statx.blocks, Math.ceil(size / 512))
  for (const [field, time] of [
    [statx.atime, mtime],
    [statx.btime, birth],
    [statx.ctime, ctime],
    [statx.mtime, mtime],
  ] as const)
    setTime(words, at + field, at + field + 8, time)
}

/** @param time milliseconds since 1970 UTC, negative before */
function setTime(words: Uint32Array, seconds: number, nanoseconds: number, time: number): void {
  const whole = Math.floor(time / 1000)
  setWide(words, seconds, whole)
  setWord(words, nanoseconds, Math.round((time - whole * 1000) * 1e6))
}
