import type { AttributeChange } from '../../../vfs/contract.ts'
import { FileError } from '../../../vfs/errno.ts'
import type { LateOperation, LateOperations } from '../late-operations.ts'
import type { OpenFile } from '../open-files.ts'
import { giveAttributes } from '../operations/getattr.ts'
import { isEndedBySignal } from '../process-of.ts'
import { layout, opcodes, setattrFlags } from '../protocol.ts'
import { begin, bodyStart, setWord } from '../reply.ts'
import { nodeOf, pidOf, type Request, wideAt, wordAt } from '../request.ts'
import type { WritingContext } from '../writing.ts'
import { nothing } from './opening.ts'

/** What is written, and the points at which it is saved. */
export function savingOperations({ write, files, serving, settled }: WritingContext): LateOperations {
  function fileAt(request: Request, offset: number): OpenFile {
    const file = files.at(wideAt(request, offset))
    if (!file) throw new FileError('EBADF', 'It is not open.')
    return file
  }

  const flush: LateOperation = async (request, _vfs, asked) => {
    const file = fileAt(request, layout.fuse_flush_in.fh)
    if (!file.writes) return nothing
    if (isEndedBySignal(pidOf(request))) {
      await write.giveUp(file.handle, asked)
      return nothing
    }
    await write.flush(file.handle, asked)
    await settled()
    return nothing
  }

  const fsync: LateOperation = async (request, _vfs, asked) => {
    const file = fileAt(request, layout.fuse_fsync_in.fh)
    if (!file.writes) return nothing
    await write.fsync(file.handle, asked)
    await settled()
    return nothing
  }

  const writeBytes: LateOperation = async (request, _vfs, asked) => {
    const { fh, offset, bytes, data } = layout.fuse_write_in
    const end = data + wordAt(request, bytes)
    if (end > request.length) return () => 'EINVAL'
    const file = fileAt(request, fh)
    file.freshOf = undefined
    const taken = await write.write(file.handle, wideAt(request, offset), request.bytes.subarray(data, end), asked)
    return reply => {
      begin(reply, layout.fuse_write_out.size)
      setWord(reply.words, bodyStart + layout.fuse_write_out.bytes, taken)
      return 'reply'
    }
  }

  const setattr: LateOperation = async (request, _vfs, asked) => {
    const has = (flag: number): boolean => (wordAt(request, layout.fuse_setattr_in.valid) & flag) !== 0
    const change = changeOf(request, has)
    const named = has(setattrFlags.FATTR_FH) ? files.at(wideAt(request, layout.fuse_setattr_in.fh)) : undefined
    // After an opening with O_TRUNC, the same thread asks for the file to be emptied, and names no handle.
    const fresh = !named && change.size === 0 ? files.fresh(pidOf(request), nodeOf(request)) : undefined
    const file = named ?? fresh
    if (file) file.freshOf = undefined
    const how = fresh ? { ...change, opening: true } : change
    const shown = await write.setattr(nodeOf(request), how, file?.handle, asked)
    return reply => giveAttributes(reply, shown, 0, serving)
  }

  return {
    [opcodes.FUSE_WRITE]: writeBytes,
    [opcodes.FUSE_FLUSH]: flush,
    [opcodes.FUSE_FSYNC]: fsync,
    [opcodes.FUSE_SETATTR]: setattr,
  }
}

function changeOf(request: Request, has: (flag: number) => boolean): AttributeChange {
  const { bytes, mtime, mtimensec } = layout.fuse_setattr_in
  const seconds = Number(request.bytes.readBigInt64LE(mtime))
  const time = has(setattrFlags.FATTR_MTIME_NOW) ? 'now' : seconds * 1000 + wordAt(request, mtimensec) / 1e6
  return {
    ...(has(setattrFlags.FATTR_SIZE) ? { size: wideAt(request, bytes) } : {}),
    ...(has(setattrFlags.FATTR_MTIME) ? { mtime: time } : {}),
  }
}
