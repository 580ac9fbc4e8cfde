import { setTimeout } from 'node:timers/promises'
import { SourceError } from '../source/error.ts'
import { asSourceError } from '../sync/keep-running.ts'
import type { Removal } from '../vfs/contract.ts'
import { adopt } from './adopt.ts'
import type { Append } from './appending.ts'
import { attempt, type Outcome } from './attempt.ts'
import { beforeDeadline } from './before-deadline.ts'
import type { Cover } from './cover.ts'
import type { Entry, NewEntry } from './entry.ts'
import type { EditMount } from './mount.ts'
import { createQueue, type Queue } from './queue.ts'
import { createReadAhead } from './read-ahead.ts'
import { createRemovals } from './removals.ts'
import { removeAliases } from './remove-aliases.ts'
import type { SendContext } from './send/context.ts'
import { createShowing, type ShowingParts } from './showing.ts'
import { subjectOf } from './subject.ts'

/** The edits of one mount, from the journal to the tracker. */
export interface MountEdits {
  readonly mount: EditMount
  readonly queue: Queue
  readonly cover: Cover
  /** Writes an edit down and sends it; resolves with what the program that saved is to be told. */
  accept(entry: NewEntry, how: Accepting): Promise<void>
  /** Writes a deletion down; it is sent when it is carried out. */
  remove(entry: NewEntry): Promise<Removal>
  /** Shows what an edit has saved, until the tracker has it. On disk it is saved, whether it can be shown or not. */
  show(entry: Entry, bytes?: Uint8Array): void
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
  /** When the program asked, as `performance.now()` gives it. @default now */
  readonly asked?: number | undefined
  /** Of an attachment. */
  readonly bytes?: Uint8Array
}

export interface MountEditsOptions extends ShowingParts {
  readonly append: Append
  readonly mode: 'wait' | 'queue'
  /** How long a save waits for the tracker, in milliseconds. */
  readonly deadline: number
  readonly send: Omit<SendContext, 'mount' | 'entries'>
  /** Aborted when programs are to wait for the tracker no more. */
  readonly leaving: AbortSignal
  /** What came of an edit could not be shown; the next start does it. */
  failed(thrown: unknown): void
}

/** How long a queued save waits for others, in milliseconds. */
const queuePause = 100

/** How long what is under way may still take when the mount goes, in milliseconds. */
const longestEnd = 2000

export function createMountEdits(mount: EditMount, options: MountEditsOptions): MountEdits {
  const { store, entries, append, mode, deadline, leaving } = options
  const context: SendContext = { ...options.send, mount, entries }
  const queue = createQueue(run, context.now, mode === 'queue' ? queuePause : 0)
  const ahead = createReadAhead()
  const showing = createShowing(mount, options)
  const { cover } = showing
  const removals = createRemovals(append, entries, queue, number =>
    outcome(number, { signal: new AbortController().signal }),
  )
  const stopListening = mount.writing.onAnswer(answered)
  /** Whose edits were taken up. */
  let account: string | undefined

  function ifPossible(work: () => void): void {
    try {
      work()
    } catch (thrown) {
      options.failed(thrown)
    }
  }

  const show = (entry: Entry, bytes?: Uint8Array): void => ifPossible(() => cover.show(entry, bytes))

  function answered(): void {
    ifPossible(() => {
      if (account !== mount.writing.mount().account) takeUp()
      removals.forgetTakenBack()
    })
    queue.wake('unreached')
  }

  async function run(number: number): Promise<Outcome> {
    try {
      const outcome = await attempt(context, number, entry => ahead.take(subjectOf(entry)))
      const entry = entries.entry(number)
      if (entry?.progress.made && outcome.state !== 'pending') joinLater(entry)
      if (entry && outcome.state !== 'pending') await showing.settle(entry, outcome).catch(options.failed)
      return outcome
    } catch (thrown) {
      return { state: 'pending', error: asSourceError(thrown) }
    }
  }

  /** Later saves of a new issue are edits of it from now on, before those that were made of its file. */
  function joinLater(made: Entry): void {
    for (const entry of entries.ofPath(made.mount, made.path)) if (entry.state === 'pending') adopt(entries, entry)
    queue.join(subjectOf(made), subjectOf({ ...made, what: 'edit' }))
  }

  async function outcome(number: number, { signal, bytes, asked }: Accepting): Promise<void> {
    const next = mode === 'queue' ? undefined : queue.next(number)
    const waited = asked === undefined ? 0 : performance.now() - asked
    const left = Math.max(0, deadline - waited)
    const came = next && (await beforeDeadline(next, left, AbortSignal.any([signal, leaving])))
    if (came?.state === 'kept') throw came.error
    if (came?.state === 'sent') return
    const entry = entries.entry(number)
    if (entry?.state === 'kept')
      throw new SourceError(entry.kind ?? 'unexpected', entry.sentence ?? 'It could not be saved.')
    if (entry?.state !== 'pending') return
    if (!entry.accepted) entries.change(number, { accepted: true })
    show(entry, bytes)
  }

  /** What will be sent as soon as it is on disk begins with reading the issue, which leaves no trace: that need not wait. */
  function readWhileWriting(entry: NewEntry): void {
    const subject = subjectOf(entry)
    const { what, route, entity: id, key } = entry
    if (what === 'edit' && id !== undefined && !queue.isBusy(subject))
      ahead.begin(subject, () => mount.writing.readAgain(route, { id, key }))
  }

  /** Shows and sends what waits for this account. */
  function takeUp(): void {
    account = mount.writing.mount().account
    const waiting = entries.pending(mount.identity, account).map(entry => adopt(entries, entry) ?? entry)
    const left = waiting.filter(({ number }) => !queue.has(number) && !removals.isTakenBack(number))
    for (const { number, accepted } of left) if (!accepted) entries.change(number, { accepted: true })
    ifPossible(() => showing.showAll(waiting))
    for (const entry of left) queue.add(entry.number, subjectOf(entry))
  }

  /** Many programs overlook an error of `close`: that nothing could be written down is said here, too. */
  async function writeDown(...entry: Parameters<Append>): Promise<Entry> {
    try {
      return await append(...entry)
    } catch (thrown) {
      options.notice(`${entry[0].path}: ${asSourceError(thrown).message}`)
      throw thrown
    }
  }

  return {
    mount,
    queue,
    cover,
    show,
    async accept(entry, how) {
      if (mode === 'queue') {
        const { number } = await writeDown({ ...entry, accepted: true }, made => show(made, how.bytes))
        return queue.add(number, subjectOf(entry))
      }
      readWhileWriting(entry)
      const { number } = await writeDown(entry)
      queue.add(number, subjectOf(entry))
      return outcome(number, how)
    },
    remove: removals.remove,
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
      ifPossible(removals.forgetTakenBack)
      await Promise.race([queue.stop(), setTimeout(longestEnd, undefined, { ref: false })])
    },
  }
}
