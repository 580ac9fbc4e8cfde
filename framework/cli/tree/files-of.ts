import { posix } from 'node:path'
import type { Attributes } from '../../vfs/attributes.ts'
import { list } from '../../vfs/walk.ts'
import type { Tree } from './tree.ts'

/** A listed file or symbolic link of a tree. */
export interface TreeFile {
  /** From the root of the tree. */
  readonly path: string
  readonly ino: number
  readonly kind: 'file' | 'link'
  /** Absent when the tracker would have to be asked. */
  readonly attributes: Attributes | undefined
}

/**
 * All that is listed below a folder, folder by folder, each in the order of its names.
 *
 * @param unlisted is told of each folder that can't be listed, and the others go on @default the first one ends it
 */
export async function* filesOf(
  { vfs }: Pick<Tree, 'vfs'>,
  path: string,
  ino: number,
  unlisted?: (folder: string, thrown: unknown) => void,
): AsyncGenerator<TreeFile> {
  const entries = await list(vfs, ino).catch(thrown => {
    if (!unlisted) throw thrown
    unlisted(path, thrown)
    return []
  })
  for (const { name, ino: child, kind, attributes } of entries.toSorted(byName)) {
    const below = posix.join(path, name)
    if (kind === 'folder') yield* filesOf({ vfs }, below, child, unlisted)
    else yield { path: below, ino: child, kind, attributes }
  }
}

/** `PROJ-2.md` before `PROJ-10.md`. */
export const compareNames: (one: string, other: string) => number = new Intl.Collator('en', { numeric: true }).compare

function byName(one: { readonly name: string }, other: { readonly name: string }): number {
  return compareNames(one.name, other.name)
}
