import { constants } from 'node:fs'
import type { Operation } from '../context.ts'
import { layout, openFlags } from '../protocol.ts'
import { begin, bodyStart, type Reply, setWord } from '../reply.ts'
import { nodeOf, wordAt } from '../request.ts'

/** The bits of open(2) that say anything but reading: O_ACCMODE and O_TRUNC. */
const writing = 3 | constants.O_TRUNC

/**
 * Opens a file. On a read-only mount the kernel is told once that files need no opening. On a writable one a reader
 * keeps what the kernel has of the file, and its close is of no interest.
 */
export const open: Operation = (request, reply, context) => {
  if (context.dialect.withoutOpen) return 'ENOSYS'
  if ((wordAt(request, layout.fuse_open_in.flags) & writing) !== 0) return 'EROFS'
  return give(reply, openFlags.FOPEN_KEEP_CACHE | openFlags.FOPEN_NOFLUSH)
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
  return give(reply, openFlags.FOPEN_KEEP_CACHE | openFlags.FOPEN_CACHE_DIR)
}

/** Closes a file or a folder: there is nothing to give back. */
export const release: Operation = (_request, reply) => {
  begin(reply, 0)
  return 'reply'
}

/** On a read-only mount a close has nothing to say. */
export const flush: Operation = (request, reply, context) =>
  context.serving.writable ? release(request, reply, context) : 'ENOSYS'

function give(reply: Reply, flags: number): ReturnType<Operation> {
  begin(reply, layout.fuse_open_out.size)
  setWord(reply.words, bodyStart + layout.fuse_open_out.open_flags, flags)
  return 'reply'
}
