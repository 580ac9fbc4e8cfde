import type { Call } from '../source/call.ts'
import type { Options, Values } from '../source/options.ts'
import type { Session, Source } from '../source/source.ts'

/** A tracker that runs for a test: an emulator, or a scripted one. */
export interface RunningTracker<O extends Options> {
  /** Options that point the source at it and select several issues. */
  readonly options: Values<O>
  /** Changes one issue as another user would; gives the last parameter of its key, such as `PROJ-1` or 12. */
  change?(): string | number | Promise<string | number>
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
  /** A call whose every request fails as without a network. */
  offline(): Call
}

/** One thing that every source has to get right. */
export interface SourceCase {
  readonly name: string
  /** Why it does not apply to this one, if so. */
  needless?(open: OpenSource): string | undefined
  run(open: OpenSource): Promise<void>
}
