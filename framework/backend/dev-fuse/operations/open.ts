import { constants } from 'node:fs'
import type { Operation } from '../context.ts'
import { layout, openFlags } from '../protocol.ts'
import { begin, bodyStart, type Reply, setWide, setWord } from '../reply.ts'
import { nodeOf, type Request, versionOf, wideAt, wordAt } from '../request.ts'

/** Whether open(2) wants anything but to read: O_ACCMODE and O_TRUNC. */
export function wantsToWrite(flags: number): boolean {
  return (flags & (constants.O_WRONLY | constants.O_RDWR | constants.O_TRUNC)) !== 0
}

/**
 * Opens a file. On a read-only mount the kernel is told once that files need no opening. On a writable one a reader
 * keeps what the kernel has of the file, and its close is of no interest; the kernel keeps nothing of scratch files. Who
 * writes, or reads what is being written, is served by the main thread.
 */
export const open: Operation = (request, reply, context) => {
  if (context.dialect.withoutOpen) return 'ENOSYS'
  if (wantsToWrite(wordAt(request, layout.fuse_open_in.flags))) return context.serving.writable ? 'ask' : 'EROFS'
  const ino = nodeOf(request)
  if (context.isHeld(ino)) return 'ask'
  const isScratch = versionOf(request) === 0 && context.read.nodes.node(ino)?.kind === 'scratch'
  return giveOpened(
    reply,
    0,
    openFlags.FOPEN_NOFLUSH | (isScratch ? openFlags.FOPEN_DIRECT_IO : openFlags.FOPEN_KEEP_CACHE),
  )
}

/**
 * Opens a folder, once it can be listed: a C library takes ENOENT from the listing itself for its end. The kernel keeps
 * the listing.
 */
export const opendir: Operation = (request, reply, context) => {
  const folder = context.read.nodes.node(nodeOf(request))
  if (!folder) return 'ENOENT'
  if (folder.kind !== 'folder') return 'ENOTDIR'
  if (folder.state !== 'ready' && !context.asked) return 'ask'
  return giveOpened(reply, 0, openFlags.FOPEN_KEEP_CACHE | openFlags.FOPEN_CACHE_DIR)
}

/** Closes a folder: there is nothing to give back. */
export const releasedir: Operation = (_request, reply) => {
  begin(reply, 0)
  return 'reply'
}

/** Closes a file. Only what was opened at the main thread is of interest there. */
export const release: Operation = (request, reply) => {
  if (isAtMain(request, layout.fuse_release_in.fh)) return 'ask'
  begin(reply, 0)
  return 'reply'
}

/** Also of FSYNC, which begins alike: on a read-only mount neither has anything to say. */
export const flush: Operation = (request, reply, context) => {
  if (!context.serving.writable) return 'ENOSYS'
  if (isAtMain(request, layout.fuse_flush_in.fh)) return 'ask'
  begin(reply, 0)
  return 'reply'
}

/** Adds `fuse_open_out` to a reply, in which `after` bytes of body stand already. */
export function giveOpened(reply: Reply, fh: number, flags: number, after = 0): ReturnType<Operation> {
  const out = layout.fuse_open_out
  if (after === 0) begin(reply, out.size)
  else {
    reply.bytes.fill(0, bodyStart + after, bodyStart + after + out.size)
    reply.length = bodyStart + after + out.size
  }
  setWide(reply.words, bodyStart + after + out.fh, fh)
  setWord(reply.words, bodyStart + after + out.open_flags, flags)
  return 'reply'
}

function isAtMain(request: Request, fh: number): boolean {
  return wideAt(request, fh) !== 0
}
