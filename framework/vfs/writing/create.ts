import type { Ino, Node } from '../../store/contract.ts'
import type { OpenForWriting, WriteContext } from '../contract.ts'
import { FileError } from '../errno.ts'
import { longestName } from '../statistics.ts'
import { visible, type Writing, writableFolder } from './context.ts'
import type { DraftHandle, OpenFiles } from './open-files.ts'

/** @throws FileError ENAMETOOLONG */
export function checkName(name: string): void {
  if (Buffer.byteLength(name) > longestName) throw new FileError('ENAMETOOLONG', 'No name is so long.')
}

/** Makes a file of ours, opens the one that is there, or the document that is away from that name. */
export async function createFile(
  writing: Writing,
  files: OpenFiles,
  parent: Ino,
  name: string,
  how: OpenForWriting & { readonly exclusive: boolean },
  context: WriteContext | undefined,
): Promise<{ readonly ino: Ino; readonly handle: DraftHandle }> {
  checkName(name)
  const folder = writableFolder(writing, parent)
  const away = writing.names.away(parent, name)
  if (away !== undefined) {
    const handle = await files.open(away, { ...how, truncate: true }, context)
    writing.names.restore(parent, name)
    return { ino: away, handle }
  }
  const present = visible(writing, parent, name)
  if (present && how.exclusive) throw new FileError('EEXIST', `There is "${name}" already.`)
  const refused = present ? undefined : writing.edits.mayCreate(folder, name)
  if (refused) {
    writing.edits.report(name, refused)
    throw refused
  }
  const { ino } = present ?? writing.scratch.make(folder, name, 'scratch')
  return { ino, handle: await files.open(ino, how, context) }
}

export function makeFolder(writing: Writing, parent: Ino, name: string): Node {
  checkName(name)
  const folder = writableFolder(writing, parent)
  if (visible(writing, parent, name)) throw new FileError('EEXIST', `There is "${name}" already.`)
  if (writing.names.of(parent, name)) throw new FileError('EPERM', `"${name}" is the name of an issue.`)
  return writing.scratch.make(folder, name, 'folder')
}
