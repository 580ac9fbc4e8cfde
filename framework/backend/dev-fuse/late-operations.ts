import type { FileSystemStatistics, Vfs, WriteContext } from '../../vfs/contract.ts'
import type { Outcome } from './context.ts'
import { layout, opcodes } from './protocol.ts'
import { begin, bodyStart, giveBytes, type Reply, setWide, setWord } from './reply.ts'
import { nameAt, nodeOf, type Request, wideAt, wordAt } from './request.ts'

/** What a late operation knows of who asks. */
export interface LateContext extends WriteContext {
  /** Whether the kernel still waits for the answer. */
  isWanted(): boolean
  /** Says what to do when the answer finds nobody any more. */
  otherwise(undo: () => void): void
}

/**
 * Asks the tracker, so that the store has what a request is about; gives the answer where the store never will, or
 * does not yet.
 */
export type LateOperation = (request: Request, vfs: Vfs, context: LateContext) => Promise<Fill | undefined>

/** Fills a reply, when its turn has come. */
export type Fill = (reply: Reply) => Outcome

/** What the main thread does with each kind of request; what is not there is none of its business. */
export type LateOperations = Readonly<Partial<Record<number, LateOperation>>>

const lookup: LateOperation = async (request, vfs, context) => {
  await vfs.lookup(nodeOf(request), nameAt(request, layout.fuse_in_header.size) ?? '', context)
  return undefined
}

const getattr: LateOperation = async (request, vfs, context) => {
  await vfs.getattr(nodeOf(request), context)
  return undefined
}

const readdir: LateOperation = async (request, vfs, context) => {
  await vfs.readdir(nodeOf(request), 0, 1, context)
  return undefined
}

const read: LateOperation = async (request, vfs, context) => {
  const handle = await vfs.open(nodeOf(request), context)
  try {
    const length = wordAt(request, layout.fuse_read_in.bytes)
    return bytesOf(await vfs.read(handle, wideAt(request, layout.fuse_read_in.offset), length, context), length)
  } finally {
    vfs.release(handle)
  }
}

/** @param most bytes */
export function bytesOf(bytes: Uint8Array, most: number): Fill {
  return reply => {
    giveBytes(reply, bytes.subarray(0, most))
    return 'reply'
  }
}

const statfs: LateOperation = async (_request, vfs) => statisticsOf(vfs.statfs())

function statisticsOf({ blockSize, blocks, free, files, freeFiles, longestName }: FileSystemStatistics): Fill {
  return reply => {
    const out = layout.fuse_statfs_out
    begin(reply, out.size)
    setWide(reply.words, bodyStart + out.blocks, blocks)
    setWide(reply.words, bodyStart + out.bfree, free)
    setWide(reply.words, bodyStart + out.bavail, free)
    setWide(reply.words, bodyStart + out.files, files)
    setWide(reply.words, bodyStart + out.ffree, freeFiles)
    setWord(reply.words, bodyStart + out.bsize, blockSize)
    setWord(reply.words, bodyStart + out.namelen, longestName)
    setWord(reply.words, bodyStart + out.frsize, blockSize)
    return 'reply'
  }
}

/** What the main thread does before it answers a request from the store as the protocol worker does. */
export const lateOperations: LateOperations = {
  [opcodes.FUSE_LOOKUP]: lookup,
  [opcodes.FUSE_GETATTR]: getattr,
  [opcodes.FUSE_STATX]: getattr,
  [opcodes.FUSE_OPENDIR]: readdir,
  [opcodes.FUSE_READDIR]: readdir,
  [opcodes.FUSE_READDIRPLUS]: readdir,
  [opcodes.FUSE_READ]: read,
  [opcodes.FUSE_STATFS]: statfs,
}
