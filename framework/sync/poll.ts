import { guarded } from '../layers/guard.ts'
import type { CompiledFeed } from '../path/router.ts'
import { SourceError } from '../source/error.ts'
import type { AnyKey } from '../source/key.ts'
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

/** Takes the cursor of now, unless there is one: before a cold load, so that nothing falls between the two. */
export async function beginFeed(context: SyncContext, instance: FeedInstance): Promise<void> {
  const { mount } = context.mount()
  if (context.store.read.progress.feed(mount, instance.name)) return
  const { next } = await ask(context, instance, undefined)
  context.store.transaction(write =>
    write.progress.setFeed(mount, { feed: instance.name, cursor: next, polled: write.now, changed: write.now }),
  )
}

/** One poll, to the end of the news. Gives how many changes came. Changes and cursor are stored together. */
export async function pollFeed(context: SyncContext, instance: FeedInstance): Promise<number> {
  await beginFeed(context, instance)
  const { mount } = context.mount()
  let count = 0
  for (;;) {
    const state = context.store.read.progress.feed(mount, instance.name)!
    const { changes, next, more } = await ask(context, instance, state.cursor)
    context.signal.throwIfAborted()
    context.store.transaction(write => {
      for (const change of changes) settleChange(context, write, change)
      const changed = changes.length > 0 ? write.now : state.changed
      write.progress.setFeed(mount, { feed: instance.name, cursor: next, polled: write.now, changed })
    })
    count += changes.length
    if (!more) return count
    if (changes.length === 0 && next === state.cursor) {
      throw new SourceError(
        'unexpected',
        `The feed "${instance.compiled.feed.name}" says that there is more, but does not go on.`,
      )
    }
  }
}

function ask(context: SyncContext, { compiled, scope }: FeedInstance, since: string | undefined) {
  return guarded(() => compiled.feed.changes(scope, backgroundCall(context, 'refresh'), since), 'The feed')
}
