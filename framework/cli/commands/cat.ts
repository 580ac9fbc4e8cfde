import type { Handle, Vfs } from '../../vfs/contract.ts'
import { FileError } from '../../vfs/errno.ts'
import { walk } from '../../vfs/walk.ts'
import type { Command } from '../command.ts'
import { withTree } from '../tree/find-tree.ts'
import type { Tree } from '../tree/tree.ts'

/** Bytes printed at once: the whole of every text, so that no secret is cut in two. */
const most = 1 << 26

/** Bytes read at once: each piece of an attachment may take as long as a program waits. */
const piece = 1 << 20

export const cat: Command = {
  name: 'cat',
  summary: 'Print files of the tree, mounted or not.',
  arguments: [{ syntax: '<path...>', help: 'Files of the tree; in a mounted folder also their paths there.' }],
  plugin: 'tree',
  examples: [
    ['issuefs cat PROJ/PROJ-42.md --plugin jira', 'one issue, without a mount'],
    ['issuefs cat PROJ/PROJ-42/raw.json', 'what the tracker answered, of the only mount that runs'],
  ],
  run: (invocation, context) =>
    withTree(invocation.arguments[0] as readonly string[], invocation, context, async (tree, paths) => {
      for (const path of paths) await print(tree, path, bytes => context.output.bytes(bytes))
      return 0
    }),
}

/** Prints one file. @param write gets the whole of it, or 64 MB at a time */
export async function print(
  { vfs }: Pick<Tree, 'vfs'>,
  path: string,
  write: (bytes: Uint8Array) => Promise<void>,
): Promise<void> {
  const { ino, kind } = await walk(vfs, path, { follow: true })
  if (kind === 'folder') throw new FileError('EISDIR', `"${path}" is a folder; "issuefs ls ${path}" lists it.`)
  const handle = await vfs.open(ino)
  try {
    for (let offset = 0; ; ) {
      const bytes = await gather(vfs, handle, offset)
      if (bytes.byteLength === 0) return
      await write(bytes)
      offset += bytes.byteLength
    }
  } finally {
    vfs.release(handle)
  }
}

async function gather(vfs: Vfs, handle: Handle, from: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  for (let size = 0; size < most; ) {
    const bytes = await vfs.read(handle, from + size, piece)
    if (bytes.byteLength === 0) break
    pieces.push(bytes)
    size += bytes.byteLength
  }
  return Buffer.concat(pieces)
}
