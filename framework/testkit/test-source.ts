import { afterAll, beforeAll, describe, it } from 'vitest'
import { createCalls } from '../layers/stack.ts'
import { createTrace } from '../layers/trace.ts'
import { sessionOf } from '../plugin/session.ts'
import type { Options } from '../source/options.ts'
import type { Source } from '../source/source.ts'
import { soundSession } from './sound-session.ts'
import { sourceCases } from './source-cases/index.ts'
import type { OpenSource, RunningTracker, SourceFixture } from './source-fixture.ts'

/**
 * Registers the tests that every source has to pass, with vitest. Call it once, at the top of a test file.
 *
 * @throws Error when a skip names no case, or gives no reason
 * @example
 * testSource({
 *   source: notes,
 *   async start() {
 *     const items = [{ id: 1, title: 'Buy milk' }]
 *     const server = await tracker({ token: 't', collections: { notes: { list: '/notes', items } } })
 *     return { options: { url: server.url, token: 't' }, issues: items.length, close: server.close }
 *   },
 * })
 */
export function testSource<O extends Options>(fixture: SourceFixture<O>): void {
  const unknown = fixture.skip?.filter(skip => !sourceCases.some(({ name }) => name === skip.case)) ?? []
  if (unknown.length > 0) throw new Error(`There is no case "${unknown[0]!.case}" to skip.`)
  const bare = fixture.skip?.find(({ reason }) => reason.trim() === '')
  if (bare) throw new Error(`To skip "${bare.case}" needs a reason.`)
  describe([fixture.source.name, fixture.flavour ?? []].flat().join(', '), () => {
    let open: OpenSource | undefined
    beforeAll(async () => {
      open = openSource(fixture.source as Source, (await fixture.start()) as RunningTracker<Options>)
    })
    afterAll(async () => {
      await open?.session.close?.()
      await open?.tracker.close()
    })
    for (const each of sourceCases) {
      it(each.name, async context => {
        const reason = fixture.skip?.find(skip => skip.case === each.name)?.reason ?? each.needless?.(open!)
        context.skip(reason !== undefined, reason)
        await each.run(open!).catch(thrown => {
          throw explained(thrown, each.read)
        })
      })
    }
  })
}

/** Opens a source at a tracker that runs. */
export function openSource(source: Source, tracker: RunningTracker<Options>): OpenSource {
  const session = soundSession(sessionOf(source.open(tracker.options)))
  const limits = (session.limits ?? []).map(limit => ({ ...limit, rate: 10_000, burst: 10_000 }))
  const calls = createCalls({ limits, trace: createTrace() })
  const never = new AbortController().signal
  return {
    source,
    session,
    tracker,
    call: (signal = never) => calls.call({ signal, priority: 'listing' }),
    again: () => openSource(source, tracker),
  }
}

/** What failed, and where one reads about it. */
function explained(thrown: unknown, heading: string): unknown {
  if (!(thrown instanceof Error)) return thrown
  thrown.message = `${thrown.message}\n\nRead "${heading}" in docs/writing-a-plugin.md.`
  return thrown
}
