import type { EditControl } from '../journal/control.ts'
import type { EditsOptions } from '../journal/edits.ts'
import type { Journal } from '../journal/journal.ts'
import type { ExchangeRecord } from '../layers/trace.ts'
import type { SourceError } from '../source/error.ts'
import type { Options, Values } from '../source/options.ts'
import type { AnySource } from '../source/source.ts'
import type { Store } from '../store/sqlite.ts'
import type { FreshnessPolicy } from '../sync/freshness.ts'
import type { Vfs } from '../vfs/contract.ts'
import type { HostStatus } from './status.ts'

/** A source with its options, attached at a folder of the tree. */
export interface MountRequest {
  /** The folder; `''` when it is the only one, whose tree is the root. */
  readonly name: string
  /** What `loadPlugin` gave, or what `defineSource` did. */
  readonly source: AnySource
  /** The plugin's module, for the render worker. Without it documents are rendered in the main thread. */
  readonly module?: URL
  /** By the names of the source's table, whose defaults stand for what is left out. Checked by nobody else. */
  readonly options: Values<Options>
  /** Saved queries in the tracker's language, by the name of their view. They win over the source's own. @default none */
  readonly views?: Readonly<Record<string, string>>
  /** Whether plain http may leave this machine. @default false */
  readonly allowInsecure?: boolean
}

/**
 * What `openHost` opens, where it keeps it, and what it tells.
 *
 * @example
 * const options: HostOptions = {
 *   mounts: [{ name: 'notes', source: await loadPlugin(locatePlugin('./notes', process.cwd())), options: { url } }],
 *   cacheFolder: '/var/cache/notes',
 *   stateFolder: '/var/lib/notes',
 *   write: 'wait',
 *   onNotice: sentence => console.error(sentence),
 * }
 */
export interface HostOptions {
  /** One with the name `''`, or several with different names. */
  readonly mounts: readonly MountRequest[]
  /** The folder of the store, made when absent. */
  readonly cacheFolder: string
  /** The folder of the journal of edits, made when absent. @default no journal: nothing can be written */
  readonly stateFolder?: string
  /** How often trackers are asked and how long programs wait, in milliseconds. @default each as `FreshnessPolicy` says */
  readonly policy?: Partial<FreshnessPolicy>
  /**
   * Whether programs may write, and whether a save waits for the tracker's answer until the deadline, or is sent later.
   * Needs a state folder. @default they may not
   */
  readonly write?: 'wait' | 'queue'
  /** Whether removing an issue's file deletes the issue. @default false */
  readonly allowDelete?: boolean
  /** Milliseconds since 1970, for tests that let time pass. @default Date.now */
  readonly now?: () => number
  /** How edits are sent, for tests. */
  readonly sending?: Pick<EditsOptions, 'patience' | 'step'>
  /** What this process does, for the one who is refused: `mounted at ./jira`. */
  readonly purpose?: string
  /** A sentence for the user. */
  readonly onNotice?: (sentence: string, mount: string) => void
  /** Something failed that no program waited for. */
  readonly onError?: (error: SourceError, mount: string) => void
  /** Each request, for a log: never a header, a body or a query. */
  readonly onExchange?: (record: ExchangeRecord, mount: string) => void
}

/** A tree of one or several trackers, ready to be carried to the user by a backend. */
export interface Host {
  /** The tree, to be read with `walk`, `list` and `readWhole`, or to be carried by a backend. */
  readonly vfs: Vfs
  /** What is stored of all mounts. `read` is fast and asks nobody; only the host writes. */
  readonly store: Store
  /** Edits on their way; absent without a state folder, and when it can't be used, which a notice says. */
  readonly journal: Journal | undefined
  /** What a person does with edits that wait; absent on a mount that can only be read. */
  readonly edits: EditControl | undefined
  /**
   * Connects every tracker. Rejects with the `SourceError` that the only mount can't go on with. Of several, one that is
   * down, slow or refuses us is said so and tried again; it rejects when all of them refuse us.
   *
   * @param how `anyway`: the only mount goes on as well, and is tried again
   */
  start(how?: 'anyway'): Promise<void>
  /** Resolves when everything configured is listed; of several mounts, what can be for now. */
  listed(): Promise<void>
  /** Resolves when everything listed is fetched and rendered. */
  settled(): Promise<void>
  /** Asks the tracker for news of a path, or of everything. */
  refresh(path?: string): Promise<void>
  /** How everything stands at this moment, as plain JSON; asks no tracker. */
  status(): HostStatus
  /** Disposes what was made, last made first. */
  stop(): Promise<void>
}
