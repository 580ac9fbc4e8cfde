import { randomUUID } from 'node:crypto'
import { SourceError } from '../source/error.ts'
import type { EntityRow, MountId, Node } from '../store/contract.ts'
import type { Store } from '../store/sqlite.ts'
import { asSourceError } from '../sync/keep-running.ts'
import type { Entries } from './entries.ts'
import type { Entry, NewEntry } from './entry.ts'
import type { MountEdits } from './mount-edits.ts'
import type { ProblemFiles } from './problem-files.ts'

/** Where saves come in: it knows whose they are, and keeps those that can't be sent. */
export interface Desk {
  readonly store: Store
  readonly entries: Entries
  /** @throws SourceError `read-only` for what belongs to no tracker */
  mountOf(node: Node): MountEdits
  /** The issue that a node belongs to. @throws SourceError `not-found` */
  entityOf(node: Node): EntityRow
  /** What edits of an issue have in common. */
  about(edits: MountEdits, entity: EntityRow, what: Entry['what'], pid: number | undefined): NewEntry
  /** The file was saved as it is: what was refused of it is given up. */
  settled(entry: NewEntry): void
  /** Keeps what can't be sent with the reason, says so, and throws it. */
  refuse(edits: MountEdits, entry: NewEntry, thrown: unknown): never
}

export interface DeskParts {
  readonly store: Store
  readonly entries: Entries
  readonly mounts: ReadonlyMap<MountId, MountEdits>
  readonly problems: ProblemFiles
  notice(sentence: string, mount: string): void
}

export function createDesk({ store, entries, mounts, problems, notice }: DeskParts): Desk {
  return {
    store,
    entries,
    mountOf(node) {
      const found = node.mount === undefined ? undefined : mounts.get(node.mount)
      if (!found) throw new SourceError('read-only', `"${node.name}" can not be written.`)
      return found
    },
    entityOf(node) {
      const entity = node.entity === undefined ? undefined : store.read.entities.entity(node.entity)
      if (!entity) throw new SourceError('not-found', `"${node.name}" is not there any more.`)
      return entity
    },
    about({ mount }, entity, what, pid) {
      const { identity, writing } = mount
      return {
        mount: identity,
        account: writing.mount().account,
        what,
        route: entity.route,
        entity: entity.id,
        key: entity.key,
        path: writing.router.route(entity.route)!.template.format(entity.key),
        mark: randomUUID(),
        body: '',
        ...(pid === undefined ? {} : { pid }),
      }
    },
    settled(entry) {
      const refused = entries
        .keptOf(entry.mount, entry.path)
        .filter(({ accepted, what }) => !accepted && what === entry.what)
      if (refused.length === 0) return
      for (const { number } of refused) entries.remove(number)
      problems.settle()
    },
    refuse({ mount }, entry, thrown) {
      const error = asSourceError(thrown)
      notice(`${entry.path}: ${error.message}`, mount.name)
      const earlier = entries.keptOf(entry.mount, entry.path)
      try {
        entries.append([{ ...entry, state: 'kept', kind: error.kind, sentence: error.message }])
        for (const { number, accepted, what, kind } of earlier)
          if (!accepted && what === entry.what && kind !== 'conflict') entries.remove(number)
        problems.settle()
      } catch (unkept) {
        notice(`${entry.path}: ${asSourceError(unkept).message}`, mount.name)
      }
      throw error
    },
  }
}

/** @throws SourceError `invalid` for what is no text */
export function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (thrown) {
    throw new SourceError('invalid', 'The file is not UTF-8 text, so nothing was saved. Save it as UTF-8.', {
      cause: thrown,
    })
  }
}
