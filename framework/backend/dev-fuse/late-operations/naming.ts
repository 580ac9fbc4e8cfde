import type { LateContext, LateOperation, LateOperations } from '../late-operations.ts'
import { giveEntry } from '../operations/lookup.ts'
import { layout, opcodes, renameFlags } from '../protocol.ts'
import { nameAt, nodeOf, opcodeOf, type Request, wideAt, wordAt } from '../request.ts'
import type { WritingContext } from '../writing.ts'
import { momentary } from './held.ts'
import { nothing } from './opening.ts'

/** Names that come and go. */
export function namingOperations({ write, serving, versionOf, give }: WritingContext): LateOperations {
  const mkdir: LateOperation = async (request, _vfs, asked) => {
    const name = nameAt(request, layout.fuse_mkdir_in.name)
    if (name === undefined) return () => 'EINVAL'
    const shown = await write.mkdir(nodeOf(request), name, asked)
    return reply => {
      giveEntry(reply, shown, versionOf(shown.ino), serving, momentary)
      give(reply, shown.ino)
      return 'reply'
    }
  }

  async function rename(request: Request, names: number, flags: number, asked: LateContext): Promise<typeof nothing> {
    const { from, to } = placesOf(request, names)
    await write.rename(from, to, { noReplace: (flags & renameFlags.RENAME_NOREPLACE) !== 0 }, asked)
    return nothing
  }

  return {
    [opcodes.FUSE_MKDIR]: mkdir,
    [opcodes.FUSE_UNLINK]: async (request, _vfs, asked) => {
      await write.unlink(nodeOf(request), nameAt(request, layout.fuse_in_header.size) ?? '', asked)
      return nothing
    },
    [opcodes.FUSE_RMDIR]: async (request, _vfs, asked) => {
      await write.rmdir(nodeOf(request), nameAt(request, layout.fuse_in_header.size) ?? '', asked)
      return nothing
    },
    [opcodes.FUSE_RENAME]: (request, _vfs, asked) => rename(request, layout.fuse_rename_in.names, 0, asked),
    [opcodes.FUSE_RENAME2]: async (request, _vfs, asked) => {
      const flags = wordAt(request, layout.fuse_rename2_in.flags)
      if ((flags & ~renameFlags.RENAME_NOREPLACE) !== 0) return () => 'EINVAL'
      return rename(request, layout.fuse_rename2_in.names, flags, asked)
    },
  }
}

/** A name in a folder. */
export interface Place {
  readonly parent: number
  readonly name: string
}

function placesOf(request: Request, names: number): { readonly from: Place; readonly to: Place } {
  const name = nameAt(request, names) ?? ''
  const newName = nameAt(request, names + Buffer.byteLength(name) + 1) ?? ''
  const newParent = wideAt(request, layout.fuse_rename_in.newdir)
  return { from: { parent: nodeOf(request), name }, to: { parent: newParent, name: newName } }
}

/** All inodes that the kernel holds still until a request is answered. */
export function subjectsOf(request: Request): readonly number[] {
  const ino = nodeOf(request)
  const opcode = opcodeOf(request)
  if (opcode !== opcodes.FUSE_RENAME && opcode !== opcodes.FUSE_RENAME2) return [ino]
  const other = wordAt(request, layout.fuse_rename_in.newdir)
  return other === ino ? [ino] : [ino, other]
}

/** The name that the kernel has made, or taken away, by itself when a request has succeeded. */
export function knownName(request: Request): Place | undefined {
  const nameOffset = namesAt[opcodeOf(request)]
  const name = nameOffset === undefined ? undefined : nameAt(request, nameOffset)
  return name === undefined ? undefined : { parent: nodeOf(request), name }
}

const namesAt: Readonly<Partial<Record<number, number>>> = {
  [opcodes.FUSE_CREATE]: layout.fuse_create_in.name,
  [opcodes.FUSE_MKDIR]: layout.fuse_mkdir_in.name,
  [opcodes.FUSE_UNLINK]: layout.fuse_in_header.size,
  [opcodes.FUSE_RMDIR]: layout.fuse_in_header.size,
  [opcodes.FUSE_RENAME]: layout.fuse_rename_in.names,
  [opcodes.FUSE_RENAME2]: layout.fuse_rename2_in.names,
}
