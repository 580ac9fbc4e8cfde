import { printDocument } from '../markdown/index.ts'
import type { Document } from '../source/document.ts'
import type { Write } from '../source/write.ts'
import type { EntityRow } from '../store/contract.ts'
import type { References } from '../sync/references.ts'
import type { MountWriting } from '../sync/writing.ts'
import type { Entry } from './entry.ts'

/** A mount as its edits see it. */
export interface EditMount {
  /** `''` when it is the only one. */
  readonly name: string
  /** Names the tracker and its options in the journal; stays when the cache is thrown away. */
  readonly identity: string
  readonly writing: MountWriting
  readonly references: References
}

/** What names a mount in the journal. */
export function mountIdentity(source: string, scope: string): string {
  return `${source} ${scope}`
}

/** What the source can write of a route's issues. */
export function writeOf({ writing }: EditMount, route: string): Write | undefined {
  return writing.router.route(route)?.route.write as Write | undefined
}

/** An issue as its source renders it: without the paths that the kernel adds to references. */
export function documentOf({ writing }: EditMount, { route, key, body }: EntityRow): Document {
  return writing.router.route(route)!.route.render(JSON.parse(body ?? 'null'), key)
}

/** The text of an issue's file, as it would be shown now. */
export function fileOf(mount: EditMount, entity: EntityRow): string {
  const path = mount.writing.router.route(entity.route)!.template.format(entity.key)
  const { bytes } = printDocument(mount.references.addPaths(documentOf(mount, entity), path))
  return new TextDecoder().decode(bytes)
}

/** What was written, in words: its file's name. */
export function nameOf({ path }: Pick<Entry, 'path'>): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
