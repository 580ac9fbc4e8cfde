import type { Call } from '../source/call.ts'
import type { AnyKey } from '../source/key.ts'
import type { Options, Values } from '../source/options.ts'
import type { Session, Source } from '../source/source.ts'

/**
 * A tracker that runs for a test: an emulator, or a scripted one.
 *
 * All but `options` and `close` is optional: what is absent lets cases be skipped, and each says which. `change` and those
 * after it do what another user would do; issues are named by their keys, as the source lists them.
 *
 * @example
 * const notes = collection({ list: '/notes', items: [{ id: 1, title: 'Buy milk' }] })
 * const server = await tracker({ collections: { notes } })
 * const running: RunningTracker<Options> = {
 *   options: { url: server.url },
 *   change: ({ id }, title) => server.collections.notes.edit({ id: Number(id) }, { title }),
 *   close: server.close,
 * }
 */
export interface RunningTracker<O extends Options> {
  /** Options that point the source at it and select several issues in more than one page. */
  readonly options: Values<O>
  /** How many issues the options select. Shows that every page is read. */
  readonly issues?: number
  /** Changes an issue so that a text is seen in it, such as its title; not its body. */
  change?(key: AnyKey, text: string): unknown
  /** Adds a comment. */
  comment?(key: AnyKey, text: string): unknown
  /** Makes an issue, with a title. */
  create?(title: string): unknown
  /** Deletes an issue. */
  remove?(key: AnyKey): unknown
  /** Moves an issue to another folder. */
  move?(key: AnyKey): unknown
  /** Called once, after the last case. */
  close(): Promise<void> | void
}

/** What `testSource` is told. */
export interface SourceFixture<O extends Options = Options> {
  /** What `defineSource` gave, not opened yet. */
  readonly source: Source<O>
  /** Said beside the source's name, where it is tested twice. */
  readonly flavour?: string
  /** Starts the tracker, once for all cases: they change it one after the other. */
  start(): Promise<RunningTracker<O>>
  /** Cases that do not apply, each with its reason. @default those that the source or the tracker can't do */
  readonly skip?: readonly {
    /** Its name as vitest shows it; one that does not exist is an error. */
    readonly case: string
    /** A sentence; an empty one is an error. */
    readonly reason: string
  }[]
}

/** A source that is open at a tracker that runs. */
export interface OpenSource {
  readonly source: Source
  readonly session: Session
  readonly tracker: RunningTracker<Options>
  /** A call through the kernel's layers. */
  call(signal?: AbortSignal): Call
  /** The same source opened once more, as after a restart: nothing is remembered. */
  again(): OpenSource
}

/** One thing that every source has to get right. */
export interface SourceCase {
  readonly name: string
  /** The heading of `docs/writing-a-plugin.md` under which it is explained. */
  readonly read: string
  /** Why it does not apply to this one, if so. */
  needless?(open: OpenSource): string | undefined
  run(open: OpenSource): Promise<void>
}
