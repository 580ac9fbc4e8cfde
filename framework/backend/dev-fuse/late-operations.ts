import type { Vfs, VfsContext } from '../../vfs/contract.ts'
import type { Outcome } from './context.ts'
import { layout, opcodes } from './protocol.ts'
import { begin, bodyStart, giveBytes, type Reply, setWide, setWord } from './reply.ts'
import { nameAt, nodeOf, type Request, wideAt, wordAt } from './request.ts'

/** Asks the tracker, so that the store has what a request is about; gives the answer where the store never will. */
type LateOperation = (request: Request, vfs: Vfs, context: VfsContext) => Promise<Fill | undefined>

/** Fills a reply, when its turn has come. */
export type Fill = (reply: Reply) => Outcome

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
    const bytes = await vfs.read(handle, wideAt(request, layout.fuse_read_in.offset), length, context)
    return reply => {
      giveBytes(reply, bytes.subarray(0, length))
      return 'reply'
    }
  } finally {
    vfs.release(handle)
  }
}

const statfs: LateOperation = async (_request, vfs) => {
  const { blockSize, blocks, files, longestName } = vfs.statfs()
  return reply => {
    const out = layout.fuse_statfs_out
    begin(reply, out.size)
    setWide(reply.words, bodyStart + out.blocks, blocks)
    setWide(reply.words, bodyStart + out.files, files)
    setWord(reply.words, bodyStart + out.bsize, blockSize)
    setWord(reply.words, bodyStart + out.namelen, longestName)
    setWord(reply.words, bodyStart + out.frsize, blockSize)
    return 'reply'
  }
}

/** What the main thread does before it answers a request from the store as the protocol worker does. */
export const lateOperations: Readonly<Partial<Record<number, LateOperation>>> = {
  [opcodes.FUSE_LOOKUP]: lookup,
  [opcodes.FUSE_GETATTR]: getattr,
  [opcodes.FUSE_STATX]: getattr,
  [opcodes.FUSE_OPENDIR]: readdir,
  [opcodes.FUSE_READDIR]: readdir,
  [opcodes.FUSE_READDIRPLUS]: readdir,
  [opcodes.FUSE_READ]: read,
  [opcodes.FUSE_STATFS]: statfs,
}
