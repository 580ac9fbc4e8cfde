import { isNothing } from '../edit/index.ts'
import type { EntityRow } from '../store/contract.ts'
import type { Store } from '../store/sqlite.ts'
import { addAlias, documentNode } from '../tree/place.ts'
import { isOfDraft } from './adopt.ts'
import type { Outcome } from './attempt.ts'
import { type Cover, createCover } from './cover.ts'
import type { Entries } from './entries.ts'
import type { Entry } from './entry.ts'
import type { EditMount } from './mount.ts'
import type { ProblemFiles } from './problem-files.ts'
import { placeOfPath, removeWaitingFile } from './waiting-file.ts'

export interface ShowingParts {
  readonly store: Store
  readonly entries: Entries
  readonly problems: ProblemFiles
  /** Said to the user. */
  notice(sentence: string): void
}

/** What the files of a mount show of its edits. */
export interface Showing {
  readonly cover: Cover
  /** The files show what has come of an edit. */
  settle(entry: Entry, outcome: Exclude<Outcome, { state: 'pending' }>): Promise<void>
  /** The files show what waits, and nothing else. */
  showAll(waiting: readonly Entry[]): void
}

export function createShowing(mount: EditMount, { store, entries, problems, notice }: ShowingParts): Showing {
  const cover = createCover(store, mount, waitingOf)

  /** The edits that an issue's file shows, first made first. */
  function waitingOf(route: string, entity: string): readonly Entry[] {
    return entries
      .ofEntity(mount.identity, route, entity)
      .filter(({ state, accepted }) => state === 'pending' && accepted)
      .filter(entry => (entry.what === 'edit' && !isOfDraft(entry)) || entry.what === 'comment')
      .toReversed()
  }

  async function settle(entry: Entry, outcome: Exclude<Outcome, { state: 'pending' }>): Promise<void> {
    if (outcome.state === 'kept') {
      notice(`${entry.path}: ${outcome.error.message}`)
      // Saved again, it must not be made once more.
      const made = entry.what === 'create' && entry.progress.made ? entityOf(entry) : undefined
      if (made) link(entry, made)
    } else {
      clearRefused(entry)
      if (entry.what === 'create' && outcome.entity) link(entry, outcome.entity)
      // The file itself has come, maybe under a name that is spelt in another way.
      if (entry.what === 'attach') store.transaction(write => removeWaitingFile(write, store, mount, entry.path))
    }
    await cover.uncover(entry)
    const entity = entityOf(entry)
    if (entity) await mount.writing.render(entity.entity)
    problems.settle()
  }

  function entityOf({ route, entity }: Entry): EntityRow | undefined {
    return entity === undefined ? undefined : store.read.entities.byId(mount.writing.mount().mount, route, entity)
  }

  /** Files whose edits are on their way no more show the tracker's version, once it is rendered. */
  function uncoverOthers(waiting: readonly Entry[]): void {
    const names = new Set(waiting.map(({ route, entity }) => `${route} ${entity}`))
    store.transaction(write => {
      for (const { entity, route, id } of store.read.entities.covered(mount.writing.mount().mount)) {
        if (names.has(`${route} ${id}`)) continue
        write.entities.cover(entity, false)
        write.entities.soilEntity(entity)
      }
    })
  }

  /** What was refused before of the same file has been mended; a comment that was added mends no text, and ends no conflict. */
  function clearRefused(entry: Entry): void {
    const mends = entry.what === 'edit' ? ['edit', 'create'] : [entry.what]
    const endsConflicts = entry.changes === undefined || !isNothing({ ...entry.changes, added: [] })
    for (const { number, accepted, what, kind } of entries.keptOf(mount.identity, entry.path)) {
      if (kind === 'conflict' && !endsConflicts) continue
      if ((!accepted || what === 'remove') && number < entry.number && mends.includes(what)) entries.remove(number)
    }
    if (entry.what !== 'edit') return
    for (const { number, accepted, what, route, entity } of entries.kept())
      if (!accepted && what === 'create' && route === entry.route && entity === entry.entity) entries.remove(number)
  }

  /** The name that was written leads to the issue that was made. */
  function link(entry: Entry, entity: EntityRow): void {
    store.transaction(write => {
      const place = placeOfPath(store, mount, entry.path)
      const document = documentNode(write, entity)
      if (!place || !document) return
      const { folder, name } = place
      removeWaitingFile(write, store, mount, entry.path)
      if (!store.read.nodes.child(folder.ino, name))
        addAlias(mount.writing.place(write), folder, name, document, 'listed')
    })
  }

  /** A file that shows comments only may show them already. */
  function showAgain(route: string, entity: string): void {
    const waiting = waitingOf(route, entity)
    const isCovered = store.read.entities.byId(mount.writing.mount().mount, route, entity)?.covered
    if (!isCovered || waiting.some(({ what }) => what === 'edit')) cover.showAll(waiting)
  }

  return {
    cover,
    settle,
    showAll(waiting) {
      uncoverOthers(waiting)
      for (const entry of waiting) {
        if (entry.what === 'create') cover.show(entry)
        if (entry.what === 'attach') cover.show(entry, entries.bytes(entry.number))
      }
      const issues = new Map(waiting.map(({ route, entity }) => [`${route} ${entity}`, { route, entity }]))
      for (const { route, entity } of issues.values()) if (entity !== undefined) showAgain(route, entity)
    },
  }
}
