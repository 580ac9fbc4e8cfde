import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { type Changes, isNothing, readDraft } from '../edit/index.ts'
import { SourceError } from '../source/error.ts'
import type { EntityRow, MountId, Node } from '../store/contract.ts'
import type { Store } from '../store/sqlite.ts'
import { asSourceError } from '../sync/keep-running.ts'
import { pathBelow } from '../tree/folder.ts'
import type { Edits, SaveContext } from '../vfs/contract.ts'
import { createAppending } from './appending.ts'
import { createEditControl, type EditControl } from './control.ts'
import { changesOfDrafts } from './draft-changes.ts'
import type { Entries } from './entries.ts'
import type { Entry, NewEntry } from './entry.ts'
import { type EditMount, writeOf } from './mount.ts'
import { createMountEdits, type MountEdits } from './mount-edits.ts'
import { createProblemFiles } from './problem-files.ts'
import { readSave } from './read-save.ts'
import { restamp } from './restamp.ts'
import { watched } from './watched.ts'

export interface EditsOptions {
  readonly store: Store
  readonly entries: Entries
  readonly mounts: ReadonlyMap<MountId, EditMount>
  /** Whether a save waits for the tracker's answer, or only for the disk. */
  readonly mode: 'wait' | 'queue'
  readonly allowDelete: boolean
  /** How long a save waits for the tracker, in milliseconds. */
  readonly deadline: number
  /** A sentence for the user. */
  notice(sentence: string, mount: string): void
  readonly now?: () => number
  /** How long after a lost answer nothing is sent again, in milliseconds. @default 3000 */
  readonly patience?: number
  /** For tests: called before each step that leaves a trace. */
  readonly step?: (what: string) => void
}

/** The writing half of a tree. */
export interface EditsHost {
  readonly edits: Edits
  readonly control: EditControl
  /** Shows and sends what an earlier process has left. */
  start(): void
  stop(): Promise<void>
}

/** How long what was sent is remembered, in milliseconds. */
const remembered = 14 * 86_400_000

export function createEdits(options: EditsOptions): EditsHost {
  const { store, allowDelete, step = () => {} } = options
  const entries = watched(options.entries, step)
  const { read } = store
  const now = options.now ?? Date.now
  const append = createAppending(entries)
  const problems = createProblemFiles(store, entries)
  const stopping = new AbortController()
  const mounts = new Map(
    [...options.mounts].map(([id, mount]) => [
      id,
      createMountEdits(mount, {
        store,
        entries,
        append,
        problems,
        mode: options.mode,
        deadline: options.deadline,
        send: {
          now,
          patience: options.patience ?? 3000,
          signal: stopping.signal,
          sleep: milliseconds => setTimeout(milliseconds, undefined, { signal: stopping.signal }),
          step,
        },
        notice: sentence => options.notice(sentence, mount.name),
      }),
    ]),
  )

  function mountOf(node: Node): MountEdits {
    const found = node.mount === undefined ? undefined : mounts.get(node.mount)
    if (!found) throw new SourceError('read-only', `"${node.name}" can not be written.`)
    return found
  }

  function entityOf(node: Node): EntityRow {
    const entity = node.entity === undefined ? undefined : read.entities.entity(node.entity)
    if (!entity) throw new SourceError('not-found', `"${node.name}" is not there any more.`)
    return entity
  }

  /** What entries about an issue have in common. */
  function about({ mount }: MountEdits, entity: EntityRow, what: Entry['what'], pid?: number): NewEntry {
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
  }

  /** Keeps what can't be sent with the reason, and says so. */
  function refuse({ mount }: MountEdits, entry: NewEntry, thrown: unknown): never {
    const error = asSourceError(thrown)
    for (const each of entries.ofPath(entry.mount, entry.path))
      if (each.state === 'kept' && !each.accepted && each.what === entry.what) entries.remove(each.number)
    entries.append([{ ...entry, state: 'kept', kind: error.kind, sentence: error.message }])
    problems.settle()
    options.notice(`${entry.path}: ${error.message}`, mount.name)
    throw error
  }

  async function save(document: Node, bytes: Uint8Array, context: SaveContext): Promise<void> {
    const edits = mountOf(document)
    const entity = entityOf(document)
    const entry = about(edits, entity, 'edit', context.pid)
    let text = ''
    let found: ReturnType<typeof readSave>
    try {
      text = decode(bytes)
      const write = writeOf(edits.mount, entity.route)
      if (!write?.update && !write?.comment)
        throw new SourceError('read-only', `"${document.name}" can not be changed in this tracker.`)
      found = readSave({
        text,
        pid: context.pid,
        shown: textOf(read.nodes.node(document.ino)?.document),
        opened: context.opened && decode(context.opened),
        earlier: entries.ofEntity(entry.mount, entity.route, entity.id),
        version: revision => decodeVersion(read.documents.version(entity.entity, revision)),
      })
    } catch (thrown) {
      return refuse(edits, { ...entry, body: text }, thrown)
    }
    if (!found) return
    const { revision } = restamp(text)
    await edits.accept(
      {
        ...entry,
        body: text,
        base: found.base,
        changes: found.changes,
        ...(found.revision === undefined ? {} : { revision: found.revision }),
        ...(revision === undefined ? {} : { shown: revision }),
      },
      context,
    )
  }

  function textOf(document: number | undefined): string | undefined {
    return document === undefined ? undefined : decodeVersion(read.documents.bytes(document))
  }

  async function create(folder: Node, name: string, bytes: Uint8Array, context: SaveContext): Promise<void> {
    const edits = mountOf(folder)
    const { mount, queue } = edits
    const row = mount.writing.mount()
    const below = pathBelow(read, row, folder.ino)
    const maker = mount.writing.router.makersOf(below)[0]
    if (!maker) throw new SourceError('read-only', `No issue can be made in "${folder.name}".`)
    const entry: NewEntry = {
      mount: mount.identity,
      account: row.account,
      what: 'create',
      route: maker.compiled.route.path,
      entity: undefined,
      key: maker.scope,
      path: below === '' ? name : `${below}/${name}`,
      mark: randomUUID(),
      body: '',
      ...(context.pid === undefined ? {} : { pid: context.pid }),
    }
    const waiting = entries.ofPath(mount.identity, entry.path).find(({ state }) => state === 'pending')
    let text = ''
    let changes: Changes | undefined
    try {
      text = decode(bytes)
      const draft = readDraft(text)
      if (waiting) changes = changesOfDrafts(readDraft(waiting.body), draft)
    } catch (thrown) {
      return refuse(edits, { ...entry, body: text }, thrown)
    }
    if (!waiting || !changes) return edits.accept({ ...entry, body: text }, context)
    if (isNothing(changes)) return edits.outcome(waiting.number, context)
    const untouched = waiting.what === 'create' && !waiting.progress.sending && !waiting.progress.made
    if (untouched && queue.take(waiting.number)) {
      entries.change(waiting.number, { body: text })
      edits.resend(entries.entry(waiting.number)!)
      return edits.outcome(waiting.number, context)
    }
    return edits.accept({ ...entry, what: 'edit', body: text, base: waiting.body, changes }, context)
  }

  const edits: Edits = {
    save,
    async comment(file, bytes, context) {
      const edits = mountOf(file)
      const entity = entityOf(file)
      const entry = about(edits, entity, 'comment', context.pid)
      let text = ''
      try {
        text = decode(bytes)
        if (text.includes('\0')) throw new SourceError('invalid', 'The comment holds zero bytes; nothing was sent.')
      } catch (thrown) {
        return refuse(edits, entry, thrown)
      }
      if (text.trim() !== '') await edits.accept({ ...entry, body: text }, context)
    },
    create,
    async attach(folder, name, bytes, context) {
      const edits = mountOf(folder)
      const entity = entityOf(folder)
      const entry = about(edits, entity, 'attach', context.pid)
      const path = `${pathBelow(read, edits.mount.writing.mount(), folder.ino)}/${name}`
      await edits.accept({ ...entry, path, bytes }, { ...context, bytes })
    },
    mayRemove(document) {
      if (!allowDelete)
        return new SourceError('denied', `"${document.name}" was not deleted: that needs a mount with --allow-delete.`)
      const edits = document.mount === undefined ? undefined : mounts.get(document.mount)
      const entity = document.entity === undefined ? undefined : read.entities.entity(document.entity)
      if (edits && entity && writeOf(edits.mount, entity.route)?.remove) return undefined
      return new SourceError('denied', `"${document.name}" can not be deleted: this tracker offers no way to do it.`)
    },
    async remove(document, context) {
      const edits = mountOf(document)
      const reason = this.mayRemove(document)
      if (reason) throw reason
      await edits.accept(about(edits, entityOf(document), 'remove', context.pid), context)
    },
    async refresh(document) {
      const { writing } = mountOf(document).mount
      const entity = entityOf(document)
      await writing.render((await writing.readAgain(entity.route, entity)).entity)
    },
    makes(folder) {
      const edits = folder.mount === undefined ? undefined : mounts.get(folder.mount)
      if (folder.kind !== 'folder' || !edits) return undefined
      const { router, mount } = edits.mount.writing
      const file = router.files.find(({ route }) => route.path === folder.detail)
      if (file) return file.route.create ? 'attachments' : undefined
      if (folder.entity !== undefined || folder.detail !== '') return undefined
      return router.makersOf(pathBelow(read, mount(), folder.ino)).length > 0 ? 'issues' : undefined
    },
  }

  return {
    edits,
    control: createEditControl({ entries, mounts: [...mounts.values()], problems, store }),
    start() {
      entries.forget(now() - remembered)
      for (const each of mounts.values()) each.replay()
      problems.settle()
    },
    async stop() {
      stopping.abort()
      for (const each of mounts.values()) await each.stop()
    },
  }
}

/** @throws SourceError `invalid` for what is no text */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (thrown) {
    throw new SourceError('invalid', 'The file is not UTF-8 text, so nothing was saved. Save it as UTF-8.', {
      cause: thrown,
    })
  }
}

function decodeVersion(bytes: Uint8Array | undefined): string | undefined {
  return bytes && new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
}
