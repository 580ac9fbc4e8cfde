import { setMaxListeners } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { SourceError } from '../source/error.ts'
import type { MountId } from '../store/contract.ts'
import type { Store } from '../store/sqlite.ts'
import { asSourceError } from '../sync/keep-running.ts'
import { pathBelow } from '../tree/folder.ts'
import type { Edits } from '../vfs/contract.ts'
import { createAppending } from './appending.ts'
import { createEditControl, type EditControl } from './control.ts'
import { create, mayCreate } from './create.ts'
import { createDesk, decode } from './desk.ts'
import type { Entries } from './entries.ts'
import { type EditMount, writeOf } from './mount.ts'
import { createMountEdits } from './mount-edits.ts'
import { createProblemFiles } from './problem-files.ts'
import { save } from './save.ts'
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

const day = 86_400_000
/** How long what was sent is remembered, in milliseconds. */
const remembered = 14 * day

export function createEdits(options: EditsOptions): EditsHost {
  const { store, allowDelete, step = () => {} } = options
  const entries = watched(options.entries, step)
  const { read } = store
  const now = options.now ?? Date.now
  const append = createAppending(entries, store, options.mode === 'wait' ? 2 : 0)
  const problems = createProblemFiles(store, entries)
  const stopping = new AbortController()
  const leaving = new AbortController()
  setMaxListeners(0, leaving.signal)
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
        leaving: leaving.signal,
        send: {
          now,
          patience: options.patience ?? 3000,
          signal: stopping.signal,
          sleep: milliseconds => setTimeout(milliseconds, undefined, { signal: stopping.signal }),
          step,
        },
        failed: thrown => options.notice(asSourceError(thrown).message, mount.name),
        notice: sentence => options.notice(sentence, mount.name),
      }),
    ]),
  )

  const desk = createDesk({ store, entries, mounts, problems, notice: options.notice })

  const edits: Edits = {
    save: (document, text, context) => save(desk, document, text, context),
    async comment(file, bytes, context) {
      const edits = desk.mountOf(file)
      const entity = desk.entityOf(file)
      const entry = desk.about(edits, entity, 'comment', context.pid)
      let text = ''
      try {
        text = decode(bytes)
        if (text.includes('\0')) throw new SourceError('invalid', 'The comment holds zero bytes; nothing was sent.')
      } catch (thrown) {
        return desk.refuse(edits, entry, thrown)
      }
      if (text.trim() !== '') await edits.accept({ ...entry, body: text }, context)
    },
    mayCreate(folder, name) {
      const edits = folder.mount === undefined ? undefined : mounts.get(folder.mount)
      return edits && mayCreate(store, edits, folder, name)
    },
    create: (folder, name, text, context) => create(desk, folder, name, text, context),
    async attach(folder, name, bytes, context) {
      const edits = desk.mountOf(folder)
      const entity = desk.entityOf(folder)
      const entry = desk.about(edits, entity, 'attach', context.pid)
      const path = `${pathBelow(read, edits.mount.writing.mount(), folder.ino)}/${name}`
      if (bytes.byteLength === 0)
        return desk.refuse(
          edits,
          { ...entry, path },
          new SourceError('invalid', `"${name}" is empty, so it was not sent: write it before it is closed.`),
        )
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
      const edits = desk.mountOf(document)
      const reason = this.mayRemove(document)
      if (reason) throw reason
      return edits.remove(desk.about(edits, desk.entityOf(document), 'remove', context.pid))
    },
    report: (name, thrown) => options.notice(`${name}: ${asSourceError(thrown).message}`, ''),
    async refresh(document) {
      const { writing } = desk.mountOf(document).mount
      const entity = desk.entityOf(document)
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

  let forgetting: NodeJS.Timeout | undefined
  /** A disk that is full now may not be another day. */
  function forget(): void {
    try {
      entries.forget(now() - remembered)
    } catch (thrown) {
      options.notice(asSourceError(thrown).message, '')
    }
  }

  return {
    edits,
    control: createEditControl({
      entries,
      mounts: [...mounts.values()],
      problems,
      store,
      leave: () => leaving.abort(),
    }),
    start() {
      forget()
      forgetting = setInterval(forget, day).unref()
      for (const each of mounts.values()) each.replay()
      problems.settle()
    },
    async stop() {
      stopping.abort()
      clearInterval(forgetting)
      await Promise.all([...mounts.values()].map(each => each.stop()))
    },
  }
}
