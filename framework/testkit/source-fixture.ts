import type { Call } from '../source/call.ts'
import type { Options, Values } from '../source/options.ts'
import type { Session, Source } from '../source/source.ts'

/** The last parameter of an issue's key, such as `PROJ-1` or 12. */
export type IssueName = string | number

/**
 * A tracker that runs for a test: an emulator, or a scripted one.
 *
 * All but `options` and `close` is optional: what is absent lets cases be skipped, and each says which.
 */
export interface RunningTracker<O extends Options> {
  /** Options that point the source at it and select several issues in more than one page. */
  readonly options: Values<O>
  /** How many issues the options select. Shows that every page is read. */
  readonly issues?: number
  /**
   * Changes one issue as another user would, with a text that is different each time, such as its title; gives its name.
   * `issue` names the one that is to be changed; without it, any.
   */
  change?(text: string, issue?: IssueName): IssueName | Promise<IssueName>
  /** Comments on an issue as another user would. */
  comment?(text: string, issue: IssueName): unknown
  /** Makes an issue as another user would; gives its name. */
  create?(text: string): IssueName | Promise<IssueName>
  /** Deletes an issue as another user would. */
  remove?(issue: IssueName): unknown
  /** Moves an issue to another folder as another user would. */
  move?(issue: IssueName): unknown
  close(): Promise<void> | void
}

/** What `testSource` is told. */
export interface SourceFixture<O extends Options = Options> {
  readonly source: Source<O>
  /** Said beside the source's name, where it is tested twice. */
  readonly flavour?: string
  start(): Promise<RunningTracker<O>>
  /** Cases that do not apply, each with its reason. */
  readonly skip?: readonly { readonly case: string; readonly reason: string }[]
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
