import type { Compiled, Router } from '../path/router.ts'
import type { Call } from '../source/call.ts'
import { SourceError } from '../source/error.ts'
import type { AnyKey } from '../source/key.ts'
import type { Got, Want } from '../source/page.ts'
import type { AnyDocuments } from '../source/route.ts'
import type { EntityId, EntityRow, MountRow } from '../store/contract.ts'
import type { StoreWriter } from '../store/sqlite.ts'
import { dropEntity, type Place } from '../tree/place.ts'
import { askSource } from './ask.ts'
import type { TrackerConnection } from './connection.ts'
import type { SyncContext } from './context.ts'
import type { Rendering } from './rendering.ts'
import { label, placeOf, settleGot, settleItem } from './settle.ts'

/** What sending edits needs of a mount. */
export interface MountWriting {
  readonly router: Router
  /** The row as it is now. */
  mount(): MountRow
  /** Resolves when the tracker has said who we are. */
  ensure(): Promise<void>
  /** A call that goes before everything but what a program waits for. Ends with the mount. */
  call(): Call
  /** Runs an operation of the source; whatever it throws is a `SourceError`. */
  ask<T>(operation: () => Promise<T>, what: string): Promise<T>
  /**
   * Reads one issue from the tracker, never from what is stored, and stores it.
   *
   * @throws SourceError why it can't be read
   */
  readAgain(route: string, who: { readonly id?: string; readonly key: AnyKey }): Promise<EntityRow>
  /** It was written just now: what listings say that is older than what is stored does not count for some minutes. */
  wrote(entity: EntityRow): void
  /** Renders and stores an issue's file if it is out of date. */
  render(entity: EntityId): Promise<void>
  /** Takes an issue with its files out of the store, because it was deleted. */
  drop(entity: EntityRow): void
  place(write: StoreWriter): Place
  /** Gives back how to stop listening: called whenever the tracker has answered. */
  onAnswer(listener: () => void): () => void
}

type Fresh = Extract<Got, { status: 'fresh' }>

/** How often what an answer lacks is asked for. */
const mostParts = 5

export function createWriting(
  context: SyncContext,
  connection: TrackerConnection,
  rendering: Rendering,
  onAnswer: MountWriting['onAnswer'],
): MountWriting {
  const { store, router } = context
  const { read } = store

  const call = (): Call => context.calls.call({ signal: context.signal, priority: 'save' })

  async function fetch({ route }: Compiled<AnyDocuments>, want: Want): Promise<Got> {
    const [got = { status: 'gone' }] = await askSource(context, () => route.fetch([want], call()), 'The fetch')
    context.signal.throwIfAborted()
    return got
  }

  /** With all its parts. */
  async function fetchWhole(
    compiled: Compiled<AnyDocuments>,
    who: { readonly id?: string; readonly key: AnyKey },
  ): Promise<Got> {
    let got = await fetch(compiled, who)
    for (let parts = 0; got.status === 'fresh' && got.missing?.length; parts++) {
      if (parts === mostParts) throw new SourceError('unexpected', 'The source does not give all of the issue.')
      const { id, key, entity, missing } = got
      got = await fetch(compiled, { id, key, entity, missing })
    }
    return got
  }

  function changesOf(route: string, id: string | undefined): number | undefined {
    return id === undefined ? undefined : read.entities.byId(context.mount().mount, route, id)?.changes
  }

  /** @param asked how often it had changed here when it was asked for: what came meanwhile may be newer, and is asked for again */
  function settle(compiled: Compiled<AnyDocuments>, got: Fresh, asked: number | undefined): EntityRow {
    const route = compiled.route.path
    const { mount } = context.mount()
    store.transaction(write => {
      const known = read.entities.byId(mount, route, got.id)
      if (known) settleGot(context, write, compiled, known, got)
      else settleItem(context, write, got, route, 'listing')
      if (known && known.changes !== asked) write.entities.want(known.entity, true)
    })
    return read.entities.byId(mount, route, got.id)!
  }

  return {
    router,
    mount: context.mount,
    ensure: () => connection.ensure(),
    call,
    ask: (operation, what) => askSource(context, operation, what),
    async readAgain(route, who) {
      await connection.ensure()
      const compiled = router.route(route)
      if (!compiled) throw new SourceError('unexpected', `The source has no route "${route}" any more.`)
      // A validator along with it would let the tracker say that nothing has changed.
      const want = { key: who.key, ...(who.id === undefined ? {} : { id: who.id }) }
      const asked = changesOf(route, who.id)
      let got = await fetchWhole(compiled, want)
      if (got.status === 'moved' && got.to && got.route === undefined && got.id === undefined) {
        got = await fetchWhole(compiled, { ...want, key: got.to })
      }
      if (got.status === 'fresh') return settle(compiled, got, asked)
      if (got.status === 'failed') throw got.error
      const name = String(Object.values(who.key).at(-1))
      const known = who.id === undefined ? undefined : read.entities.byId(context.mount().mount, route, who.id)
      if (known && got.status !== 'unchanged')
        store.transaction(write => settleGot(context, write, compiled, known, got))
      if (got.status === 'denied') throw new SourceError('denied', `${name} may not be read with this account.`)
      if (got.status === 'moved' && got.to) {
        const path = compiled.template.format(got.to)
        throw new SourceError('not-found', `${name} was moved, and is ${path} now: save it there.`)
      }
      throw new SourceError('not-found', `${name} is not in the tracker any more, or is hidden from this account.`)
    },
    wrote: ({ route, id, modified }) => context.ownWrites.remember(route, id, modified),
    async render(entity) {
      await rendering.render([entity])
    },
    drop(entity) {
      const compiled = router.route(entity.route)
      if (!compiled) return
      store.transaction(write => {
        const sentence = `${label(entity)} was deleted.`
        dropEntity(placeOf(context, write), compiled, entity, { kind: 'not-found', sentence, at: write.now })
      })
    },
    place: write => placeOf(context, write),
    onAnswer,
  }
}
