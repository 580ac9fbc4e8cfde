import type { Coalescer } from '../layers/coalesce.ts'
import type { Calls } from '../layers/stack.ts'
import type { Router } from '../path/router.ts'
import type { Call, Priority } from '../source/call.ts'
import type { SourceError } from '../source/error.ts'
import type { Session } from '../source/source.ts'
import type { EntityId, MountRow } from '../store/contract.ts'
import type { Store } from '../store/sqlite.ts'
import type { FreshnessPolicy } from './freshness.ts'
import type { OwnWrites } from './own-writes.ts'
import type { Renderer } from './render.ts'

/** What the parts of one mount's sync share. */
export interface SyncContext {
  readonly store: Store
  /** The row as it is now. */
  mount(): MountRow
  /** The source's revision of its renderer. */
  readonly mountRevision: number
  readonly session: Session
  readonly router: Router
  readonly calls: Calls
  readonly renderer: Renderer
  readonly policy: FreshnessPolicy
  /** Whether programs may write. */
  readonly writes: boolean
  readonly ownWrites: OwnWrites
  readonly now: () => number
  /** Aborted when the mount goes. */
  readonly signal: AbortSignal
  /** Something went wrong that no program waits for. */
  report(error: SourceError): void
  /** Whatever the user is told of the progress has changed. */
  progress(): void
}

export type EntityCoalescer = Coalescer<EntityId, void>

/** A call for the work of the mount itself. */
export function backgroundCall(context: SyncContext, priority: Priority): Call {
  return context.calls.call({ signal: context.signal, priority })
}
