import { setTimeout } from 'node:timers/promises'
import { SourceError } from '../source/error.ts'
import type { EntityRow } from '../store/contract.ts'
import type { Store } from '../store/sqlite.ts'
import { asSourceError } from '../sync/keep-running.ts'
import { addAlias, documentNode } from '../tree/place.ts'
import { attempt, type Outcome } from './attempt.ts'
import { beforeDeadline } from './before-deadline.ts'
import { type Cover, createCover } from './cover.ts'
import type { Entries } from './entries.ts'
import type { Entry, NewEntry } from './entry.ts'
import type { EditMount } from './mount.ts'
import type { ProblemFiles } from './problem-files.ts'
import { createQueue, type Queue } from './queue.ts'
import { removeAliases } from './remove-aliases.ts'
import type { SendContext } from './send/context.ts'
import { placeOfPath, removeWaitingFile } from './waiting-file.ts'

/** The edits of one mount, from the journal to the tracker. */
export interface MountEdits {
  readonly mount: EditMount
  readonly queue: Queue
  readonly cover: Cover
  /** Writes an edit down and sends it; resolves with what the program that saved is to be told. */
  accept(entry: NewEntry, how: Accepting): Promise<void>
  /** Sends again what is written down already. */
  resend(entry: Entry): void
  /** Waits for what comes of an edit that is in the queue. */
  outcome(number: number, how: Accepting): Promise<void>
  /** Shows and sends what an earlier process has left. */
  replay(): void
  stop(): Promise<void>
}

export interface Accepting {
  readonly signal: AbortSignal
  /** Of an attachment. */
  readonly bytes?: Uint8Array
}

export interface MountEditsOptions {
  readonly store: Store
  readonly entries: Entries
  /** Writes an edit down. */
  append(entry: NewEntry): Promise<Entry>
  readonly problems: ProblemFiles
  readonly mode: 'wait' | 'queue'
  /** How long a save waits for the tracker, in milliseconds. */
  readonly deadline: number
  readonly send: Omit<SendContext, 'mount' | 'entries'>
  /** What came of an edit could not be shown; the next start does it. */
  failed(thrown: unknown): void
  /** Said to the user. */
  notice(sentence: string): void
}

/** How long a queued save waits for others, in milliseconds. */
const queuePause = 100

/** How long what is under way may still take when the mount goes, in milliseconds. */
const longestEnd = 2000

/** What edits of an issue have in common: they are sent one after another. */
export function subjectOf({ route, entity, path, what }: Pick<Entry, 'route' | 'entity' | 'path' | 'what'>): string {
  return entity === undefined || what === 'create' ? `new ${path}` : `${route} ${entity}`
}

export function createMountEdits(mount: EditMount, options: MountEditsOptions): MountEdits {
  const { store, entries, append, problems, mode, deadline } = options
  const context: SendContext = { ...options.send, mount, entries }
  const queue = createQueue(run, context.now, mode === 'queue' ? queuePause : 0)
  const cover = createCover(store, mount, waitingOf)
  const stopListening = mount.writing.onAnswer(answered)
  /** Whose edits were taken up. */
  let account: string | undefined

  /** The edits that an issue's file shows, first made first. */
  function waitingOf(route: string, entity: string): readonly Entry[] {
    return entries
      .ofEntity(mount.identity, route, entity)
      .filter(({ state, accepted, what }) => state === 'pending' && accepted && (what === 'edit' || what === 'comment'))
      .toReversed()
  }

  function answered(): void {
    try {
      if (account !== mount.writing.mount().account) takeUp()
    } catch (thrown) {
      options.failed(thrown)
    }
    queue.wake('unreached')
  }

  async function run(number: number): Promise<Outcome> {
    try {
      const outcome = await attempt(context, number)
      const entry = entries.entry(number)
      if (entry && outcome.state !== 'pending') await settle(entry, outcome).catch(options.failed)
      return outcome
    } catch (thrown) {
      return { state: 'pending', error: asSourceError(thrown) }
    }
  }

  /** The files show what has come of an edit. */
  async function settle(entry: Entry, outcome: Exclude<Outcome, { state: 'pending' }>): Promise<void> {
    if (outcome.state === 'kept') options.notice(`${entry.path}: ${outcome.error.message}`)
    else {
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

  /** What was refused before of the same file has been mended; a comment that a script has added mends no text. */
  function clearRefused(entry: Entry): void {
    const mends = entry.what === 'edit' ? ['edit', 'create'] : [entry.what]
    for (const { number, state, accepted, what } of entries.ofPath(mount.identity, entry.path))
      if (state === 'kept' && !accepted && number < entry.number && mends.includes(what)) entries.remove(number)
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

  async function outcome(number: number, { signal, bytes }: Accepting): Promise<void> {
    const came = mode === 'queue' ? undefined : await beforeDeadline(queue.next(number), deadline, signal)
    if (came?.state === 'kept') throw came.error
    if (came?.state === 'sent') return
    const entry = entries.entry(number)
    if (entry?.state === 'kept')
      throw new SourceError(entry.kind ?? 'unexpected', entry.sentence ?? 'It could not be saved.')
    if (entry?.state !== 'pending') return
    if (!entry.accepted) entries.change(number, { accepted: true })
    cover.show(entry, bytes)
  }

  /** Shows and sends what waits for this account. */
  function takeUp(): void {
    account = mount.writing.mount().account
    const waiting = entries.pending(mount.identity, account)
    uncoverOthers(waiting)
    for (const entry of waiting) {
      if (queue.has(entry.number)) continue
      if (!entry.accepted) entries.change(entry.number, { accepted: true })
      if (entry.what === 'create') cover.show(entry)
      if (entry.what === 'attach') cover.show(entry, entries.bytes(entry.number))
      queue.add(entry.number, subjectOf(entry))
    }
    const issues = new Map(waiting.map(({ route, entity }) => [`${route} ${entity}`, { route, entity }]))
    for (const { route, entity } of issues.values()) if (entity !== undefined) showAgain(route, entity)
  }

  /** A file that shows comments only may show them already. */
  function showAgain(route: string, entity: string): void {
    const waiting = waitingOf(route, entity)
    const isCovered = store.read.entities.byId(mount.writing.mount().mount, route, entity)?.covered
    if (!isCovered || waiting.some(({ what }) => what === 'edit')) cover.showAll(waiting)
  }

  return {
    mount,
    queue,
    cover,
    async accept(entry, how) {
      const made = await append({ ...entry, accepted: mode === 'queue' })
      queue.add(made.number, subjectOf(made))
      return outcome(made.number, how)
    },
    resend(entry) {
      queue.add(entry.number, subjectOf(entry))
    },
    outcome,
    replay() {
      store.transaction(write => removeAliases(write, store, mount, entries))
      takeUp()
    },
    async stop() {
      stopListening()
      await Promise.race([queue.stop(), setTimeout(longestEnd, undefined, { ref: false })])
    },
  }
}
