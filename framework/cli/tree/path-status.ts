import { posix } from 'node:path'
import type { ListedEdit } from '../../journal/listed-edit.ts'
import type { Problem } from '../../store/contract.ts'
import type { StoreReader } from '../../store/reader.ts'
import type { Vfs } from '../../vfs/contract.ts'
import { type Errno, errnoOf, errnoOfKind } from '../../vfs/errno.ts'
import { walk } from '../../vfs/walk.ts'
import { sentenceOf } from '../failure.ts'

/** How fresh a file or a folder is. Times are ISO 8601. */
export interface PathStatus {
  readonly path: string
  readonly kind: 'folder' | 'file' | 'link' | undefined
  /** `fresh`: nothing newer is known. `stale`: a newer version is due. `absent`: not there. */
  readonly state: 'fresh' | 'stale' | 'absent' | 'denied'
  /** When its issue, or for others its tracker, was last asked for with success. */
  readonly asOf: string | undefined
  readonly modified: string | undefined
  readonly error: { readonly errno: Errno; readonly sentence: string; readonly at: string | undefined } | undefined
  /** Of it, or of what is below it, that the tracker does not have yet, or has refused. */
  readonly edits: readonly ListedEdit[]
}

/**
 * Walks a path and says how fresh it is, why it could not be read where it could not, and which edits of it wait.
 *
 * @param all edits of the tree
 */
export async function pathStatus(
  vfs: Vfs,
  read: StoreReader,
  path: string,
  all: readonly ListedEdit[],
): Promise<PathStatus> {
  const edits = all.filter(edit => edit.state !== 'sent' && belongsTo(path, posix.join(edit.mount, edit.path)))
  try {
    const found = await walk(vfs, path)
    const node = read.nodes.node(found.ino)
    const entity = node?.entity === undefined ? undefined : read.entities.entity(node.entity)
    const mount = node?.mount === undefined ? undefined : read.mounts.mount(node.mount)
    const unlisted = found.kind === 'folder' ? await whyUnlisted(vfs, found.ino) : undefined
    const stale = unlisted ?? (entity?.wanted || node?.state === 'stale')
    return {
      path,
      kind: found.kind,
      state: unlisted?.errno === 'EACCES' ? 'denied' : stale ? 'stale' : 'fresh',
      asOf: iso(entity ? Math.max(entity.fetched, entity.problem ? 0 : (mount?.seen ?? 0)) : mount?.seen),
      modified: iso(found.mtime),
      error: unlisted ?? (entity?.problem && problemOf(entity.problem)),
      edits,
    }
  } catch (thrown) {
    const errno = errnoOf(thrown)
    const state = errno === 'EACCES' ? 'denied' : 'absent'
    const error = { errno, sentence: sentenceOf(thrown), at: undefined }
    return { path, kind: undefined, state, asOf: undefined, modified: undefined, error, edits }
  }
}

/** What is in the folder that stands beside an issue's file belongs to the issue. */
function belongsTo(path: string, written: string): boolean {
  return written === path || written.startsWith(`${path.replace(/\.md$/, '')}/`)
}

/** A folder can be looked up before its names are known: whether it can be read shows when it is listed. */
async function whyUnlisted(vfs: Vfs, ino: number): Promise<PathStatus['error']> {
  try {
    await vfs.readdir(ino, 0, 1)
    return undefined
  } catch (thrown) {
    return { errno: errnoOf(thrown), sentence: sentenceOf(thrown), at: undefined }
  }
}

function problemOf({ kind, sentence, at }: Problem): PathStatus['error'] {
  return { errno: errnoOfKind[kind], sentence, at: iso(at) }
}

function iso(at: number | undefined): string | undefined {
  return at !== undefined && at > 0 ? new Date(at).toISOString() : undefined
}
