import type { MountRequest } from '../host.ts'
import { createCalls } from '../layers/stack.ts'
import { createTrace } from '../layers/trace.ts'
import { sessionOf } from '../plugin/session.ts'
import { SourceError } from '../source/error.ts'
import type { AnyDocuments, AnyFolders } from '../source/route.ts'
import type { Connection, Session } from '../source/source.ts'
import { withoutWrongOptions } from './refused-options.ts'

/** Milliseconds that a check may take. */
const patience = 30_000

/**
 * Asks a tracker who we are, and whether address, credentials and options are right; without a store.
 *
 * @throws SourceError with the remedy
 */
export async function connectOnce(request: MountRequest): Promise<Connection> {
  const session = withoutWrongOptions(() => sessionOf(request.source.open(request.options)))
  const calls = createCalls({
    limits: session.limits ?? [],
    trace: createTrace(),
    allowInsecure: request.allowInsecure ?? false,
  })
  const call = calls.call({ signal: AbortSignal.timeout(patience), priority: 'waiting' })
  const { url } = request.options
  const instance = typeof url === 'string' ? url : request.source.name
  try {
    if (session.connect) return await session.connect(call)
    const first = firstListing(session)
    await first?.list?.({}, call)
    return { instance }
  } catch (thrown) {
    if (thrown instanceof SourceError && thrown.kind === 'cancelled')
      throw new SourceError(
        'deadline',
        `${instance} did not answer within ${patience / 1000} s; try again in a moment.`,
      )
    throw thrown
  } finally {
    await session.close?.()
  }
}

/** A source without `connect` is tried by its first listing that needs no parameters. */
function firstListing({ routes }: Session): AnyFolders | AnyDocuments | undefined {
  return routes.find((route): route is AnyFolders | AnyDocuments => {
    if (route.kind === 'files' || !route.list) return false
    return !route.path.split('/').slice(0, -1).join('/').includes('{')
  })
}
