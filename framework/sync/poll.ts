import type { CompiledFeed } from '../path/router.ts'
import { isSourceError, SourceError } from '../source/error.ts'
import type { AnyKey } from '../source/key.ts'
import type { Delta } from '../source/page.ts'
import type { FeedState } from '../store/progress.ts'
import { soundDelta } from './answer.ts'
import { askSource } from './ask.ts'
import { backgroundCall, type SyncContext } from './context.ts'
import { settleChange } from './settle.ts'

/** A feed at one of the folders it covers. */
export interface FeedInstance {
  readonly compiled: CompiledFeed
  readonly path: string
  readonly scope: AnyKey
  /** Names its cursor in the store. */
  readonly name: string
}

/** The feeds of a mount at the folders that are there. */
export function feedInstances(context: SyncContext, folders: readonly string[]): readonly FeedInstance[] {
  return context.router.feeds.flatMap(compiled =>
    folders.flatMap(path => {
      const scope = compiled.template.match(path)
      return scope ? [{ compiled, path, scope, name: `${compiled.feed.name} ${path}` }] : []
    }),
  )
}

/** Polls of feeds; those of one feed follow each other. */
export interface Polling {
  /** Takes the cursor of now, unless there is one: before a cold load, so that nothing falls between the two. */
  begin(instance: FeedInstance): Promise<void>
  /** One poll, to the end of the news. Gives how many changes came. */
  poll(instance: FeedInstance): Promise<number>
}

/** @param expired told that the tracker no longer knows a cursor: what the feed covers has to be listed again */
export function createPolling(
  context: SyncContext,
  expired: (instance: FeedInstance, cursor: string) => void,
): Polling {
  const last = new Map<string, Promise<unknown>>()

  /** After whatever is under way for the feed. */
  function inTurn<T>(instance: FeedInstance, work: () => Promise<T>): Promise<T> {
    const made = (last.get(instance.name) ?? Promise.resolve()).then(work, work)
    const settled = made.catch(() => {})
    last.set(instance.name, settled)
    void settled.then(() => last.get(instance.name) === settled && last.delete(instance.name))
    return made
  }

  async function begin(instance: FeedInstance): Promise<void> {
    if (stateOf(context, instance)) return
    const { next } = await ask(context, instance, undefined)
    setCursor(context, instance, next)
  }

  return {
    begin: instance => (stateOf(context, instance) ? Promise.resolve() : inTurn(instance, () => begin(instance))),
    poll: instance =>
      inTurn(instance, async () => {
        await begin(instance)
        try {
          return await readNews(context, instance)
        } catch (thrown) {
          if (!isSourceError(thrown) || thrown.kind !== 'invalid' || context.signal.aborted) throw thrown
          const { next } = await ask(context, instance, undefined)
          expired(instance, next)
          return 1
        }
      }),
  }
}

export function setCursor(context: SyncContext, { name }: FeedInstance, cursor: string): void {
  const { mount } = context.mount()
  context.store.transaction(write =>
    write.progress.setFeed(mount, { feed: name, cursor, polled: write.now, changed: write.now }),
  )
}

/** Changes and cursor are stored together. */
async function readNews(context: SyncContext, instance: FeedInstance): Promise<number> {
  const begun = new Set<string>()
  for (let count = 0; ; ) {
    const { mount } = context.mount()
    const state = stateOf(context, instance)!
    const { changes, next, more } = await ask(context, instance, state.cursor)
    context.store.transaction(write => {
      for (const change of changes) settleChange(context, write, change)
      const changed = changes.length > 0 ? write.now : state.changed
      write.progress.setFeed(mount, { feed: instance.name, cursor: next, polled: write.now, changed })
      write.mounts.update(mount, { seen: write.now })
    })
    count += changes.length
    if (changes.length > 0) context.progress()
    if (!more) return count
    begun.add(state.cursor)
    if (begun.has(next)) {
      throw new SourceError(
        'unexpected',
        `The feed "${instance.compiled.feed.name}" says that there is more, but does not go on.`,
      )
    }
  }
}

function stateOf(context: SyncContext, { name }: FeedInstance): FeedState | undefined {
  return context.store.read.progress.feed(context.mount().mount, name)
}

async function ask(context: SyncContext, { compiled, scope }: FeedInstance, since: string | undefined): Promise<Delta> {
  const { feed } = compiled
  const delta = await askSource(
    context,
    () => feed.changes(scope, backgroundCall(context, 'refresh'), since),
    'The feed',
  )
  context.signal.throwIfAborted()
  return soundDelta(delta, feed.name)
}
