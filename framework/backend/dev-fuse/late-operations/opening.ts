import { constants } from 'node:fs'
import type { Handle, OpenForWriting } from '../../../vfs/contract.ts'
import { FileError } from '../../../vfs/errno.ts'
import type { LateContext, LateOperation, LateOperations } from '../late-operations.ts'
import { giveEntry } from '../operations/lookup.ts'
import { giveOpened, wantsToWrite } from '../operations/open.ts'
import { layout, opcodes, openFlags } from '../protocol.ts'
import { begin, type Reply } from '../reply.ts'
import { nameAt, nodeOf, pidOf, versionOf as textOf, wideAt, wordAt } from '../request.ts'
import type { WritingContext } from '../writing.ts'
import { momentary } from './held.ts'

/**
 * Opening and closing of what is written. The kernel keeps no pages of it (`FOPEN_DIRECT_IO`), so that nobody ever finds half
 * a text there, or one that was refused; what it has of a text that is only read stays.
 */
export function openingOperations({ vfs, write, serving, files, versionOf, give }: WritingContext): LateOperations {
  /** The VFS may answer when the kernel no longer waits; then nobody would ever close it. */
  function whenWanted(asked: LateContext, handle: Handle): void {
    if (asked.isWanted()) return
    vfs.release(handle)
    throw new FileError('EINTR', 'It was no longer wanted.')
  }

  function giveFile(reply: Reply, asked: LateContext, file: Parameters<typeof files.add>[0], after = 0): 'reply' {
    const fh = files.add(file)
    asked.otherwise(() => files.close(fh))
    const flags = openFlags.FOPEN_DIRECT_IO | openFlags.FOPEN_KEEP_CACHE | (file.writes ? 0 : openFlags.FOPEN_NOFLUSH)
    giveOpened(reply, fh, flags, after)
    return 'reply'
  }

  const open: LateOperation = async (request, _vfs, asked) => {
    const flags = wordAt(request, layout.fuse_open_in.flags)
    const writes = wantsToWrite(flags)
    const ino = nodeOf(request)
    const version = textOf(request)
    const handle = await (writes ? write.open(ino, howOf(flags), asked) : vfs.open(ino, asked))
    whenWanted(asked, handle)
    return reply =>
      giveFile(reply, asked, { handle, ino, version, writes, freshOf: writes ? pidOf(request) : undefined })
  }

  const create: LateOperation = async (request, _vfs, asked) => {
    const flags = wordAt(request, layout.fuse_create_in.flags)
    const name = nameAt(request, layout.fuse_create_in.name)
    if (name === undefined) return () => 'EINVAL'
    const how = { ...howOf(flags), exclusive: (flags & constants.O_EXCL) !== 0 }
    const { attributes, handle } = await write.create(nodeOf(request), name, how, asked)
    whenWanted(asked, handle)
    const { ino } = attributes
    return reply => {
      const version = versionOf(ino)
      giveEntry(reply, attributes, version, serving, momentary)
      give(reply, ino)
      return giveFile(reply, asked, { handle, ino, version, writes: true }, layout.fuse_entry_out.size)
    }
  }

  const release: LateOperation = async request => {
    files.close(wideAt(request, layout.fuse_release_in.fh))
    return nothing
  }

  return { [opcodes.FUSE_OPEN]: open, [opcodes.FUSE_CREATE]: create, [opcodes.FUSE_RELEASE]: release }
}

/** An answer that only says that it was done. */
export function nothing(reply: Reply): 'reply' {
  begin(reply, 0)
  return 'reply'
}

function howOf(flags: number): OpenForWriting {
  return { truncate: (flags & constants.O_TRUNC) !== 0, append: (flags & constants.O_APPEND) !== 0 }
}
