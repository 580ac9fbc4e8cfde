import { setImmediate, setTimeout } from 'node:timers/promises'
import { SourceError } from '../source/error.ts'
import type { Node } from '../store/contract.ts'
import type { UnlinedEntity } from '../store/lines.ts'
import type { SyncContext } from './context.ts'
import type { Fetching } from './fetch.ts'
import type { Rendering } from './rendering.ts'

/** How many issues are asked for at a time. */
const step = 500

/** The part of the deadline that is spent on waiting, so that the sentence comes before the caller's own deadline. */
const share = 0.9

/**
 * Waits until every issue of an index's folder has its line, or a reason why it has none: half an index is never shown.
 * One that was shown before stays as it was meanwhile.
 *
 * @throws SourceError `deadline` that says how far it has come, or why the tracker can't be asked
 */
export async function awaitLines(
  context: SyncContext,
  parts: { readonly fetching: Fetching; readonly rendering: Rendering },
  node: Node,
  signal: AbortSignal,
): Promise<'complete' | 'as before'> {
  const { entities } = context.store.read
  const over = new AbortController()
  const late = setTimeout(context.policy.deadline * share, 'late' as const, { signal: over.signal, ref: false })
  late.catch(() => {})
  try {
    for (;;) {
      const waiting = entities.unlined(node.parent).filter(isAwaited)
      if (waiting.length === 0) return 'complete'
      if (node.document !== undefined) return 'as before'
      signal.throwIfAborted()
      const ids = waiting.slice(0, step).map(({ entity }) => entity)
      if ((await Promise.race([ask(context, parts, ids), late])) === 'late') throw tooLate(context, node)
      await setImmediate()
    }
  } finally {
    over.abort()
  }
}

/** Those without a text are fetched, the others rendered. */
async function ask(
  context: SyncContext,
  { fetching, rendering }: { readonly fetching: Fetching; readonly rendering: Rendering },
  ids: readonly number[],
): Promise<void> {
  const { entities } = context.store.read
  const lacking = ids.filter(id => {
    const entity = entities.entity(id)
    return entity && (entity.body === undefined || entity.missing.length > 0)
  })
  if (lacking.length > 0) await fetching.fetch(lacking, { signal: context.signal, priority: 'listing' })
  await rendering.render(ids)
}

function isAwaited({ problem }: UnlinedEntity): boolean {
  return problem === undefined
}

function tooLate({ store }: SyncContext, { name, parent }: Node): SourceError {
  const all = store.read.entities.documentsIn(parent)
  const loaded = all - store.read.entities.unlined(parent).length
  return new SourceError(
    'deadline',
    `"${name}" is not complete: ${loaded} of ${all} issues are loaded so far; try again in a moment.`,
  )
}
