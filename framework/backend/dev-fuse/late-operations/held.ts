import { beginPage } from '../directory-page.ts'
import type { LateOperation, LateOperations } from '../late-operations.ts'
import { bytesOf, lateOperations } from '../late-operations.ts'
import { giveAttributes, giveStatx } from '../operations/getattr.ts'
import { giveEntry } from '../operations/lookup.ts'
import { layout, opcodes } from '../protocol.ts'
import { nameAt, nodeOf, opcodeOf, wideAt, wordAt } from '../request.ts'
import type { WritingContext } from '../writing.ts'

/** What is asked for again each time, because it is being written. */
export const momentary = { name: 0, attributes: 0 }

/** Entries read from the VFS at a time. */
const pageEntries = 200

/** Reading, where the VFS has something else than the store; all else is as on a mount that can only be read. */
export function heldOperations(context: WritingContext): LateOperations {
  const { vfs, serving, files, isHeld, versionOf, give } = context

  const lookup: LateOperation = async (request, _vfs, asked) => {
    const parent = nodeOf(request)
    const name = nameAt(request, layout.fuse_in_header.size) ?? ''
    const shown = await vfs.lookup(parent, name, asked)
    if (!isHeld(parent) && !isHeld(shown.ino)) return undefined
    return reply => {
      giveEntry(reply, shown, versionOf(shown.ino), serving, momentary)
      give(reply, shown.ino)
      return 'reply'
    }
  }

  const getattr: LateOperation = async (request, _vfs, asked) => {
    const ino = nodeOf(request)
    const shown = await vfs.getattr(ino, asked)
    if (!isHeld(ino)) return undefined
    const fill = opcodeOf(request) === opcodes.FUSE_STATX ? giveStatx : giveAttributes
    return reply => fill(reply, shown, 0, serving)
  }

  const readdir: LateOperation = async (request, _vfs, asked) => {
    const ino = nodeOf(request)
    if (!isHeld(ino)) return lateOperations[opcodeOf(request)]!(request, vfs, asked)
    const cookie = wideAt(request, layout.fuse_read_in.offset)
    const entries = await vfs.readdir(ino, cookie, pageEntries, asked)
    return reply => {
      const plus = opcodeOf(request) === opcodes.FUSE_READDIRPLUS
      const page = beginPage(reply, wordAt(request, layout.fuse_read_in.bytes), plus)
      for (const entry of entries) if (page.add(entry) === undefined) break
      return 'reply'
    }
  }

  const read: LateOperation = async (request, _vfs, asked) => {
    const file = files.at(wideAt(request, layout.fuse_read_in.fh))
    if (!file) return lateOperations[opcodes.FUSE_READ]!(request, vfs, asked)
    const length = wordAt(request, layout.fuse_read_in.bytes)
    return bytesOf(await vfs.read(file.handle, wideAt(request, layout.fuse_read_in.offset), length, asked), length)
  }

  return {
    [opcodes.FUSE_LOOKUP]: lookup,
    [opcodes.FUSE_GETATTR]: getattr,
    [opcodes.FUSE_STATX]: getattr,
    [opcodes.FUSE_READDIR]: readdir,
    [opcodes.FUSE_READDIRPLUS]: readdir,
    [opcodes.FUSE_READ]: read,
  }
}
