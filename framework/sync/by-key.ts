import type { Compiled } from '../path/router.ts'
import { SourceError } from '../source/error.ts'
import type { AnyKey } from '../source/key.ts'
import type { Got } from '../source/page.ts'
import type { AnyDocuments } from '../source/route.ts'
import type { Node } from '../store/contract.ts'
import { addAlias, placeAt } from '../tree/place.ts'
import { soundGots } from './answer.ts'
import { askSource } from './ask.ts'
import type { TrackerConnection } from './connection.ts'
import type { SyncContext } from './context.ts'
import { hasCome } from './freshness.ts'
import type { Rendering } from './rendering.ts'
import { placeOf, settleItem } from './settle.ts'

/** How long an answer that a name is not there is believed, in milliseconds. */
const absenceHolds = 60_000

/** A name that no listing has given yet, and the document that it may be. */
export interface Sought {
  readonly parent: Node
  readonly name: string
  readonly compiled: Compiled<AnyDocuments>
  readonly key: AnyKey
}

type Fresh = Extract<Got, { status: 'fresh' }>
type Moved = Extract<Got, { status: 'moved' }>

/** Asks for a document by its key, and stores it or, where it stands elsewhere in the mount, a link to there. */
export function createByKey(
  context: SyncContext,
  connection: TrackerConnection,
  rendering: Rendering,
): (sought: Sought, signal: AbortSignal) => Promise<void> {
  const { store, router } = context
  const { read } = store

  async function ask({ route }: Compiled<AnyDocuments>, key: AnyKey, signal: AbortSignal): Promise<Got> {
    const call = context.calls.call({ signal: AbortSignal.any([signal, context.signal]), priority: 'waiting' })
    const gots = await askSource(context, () => route.fetch([{ key }], call), 'The fetch')
    const got = soundGots(gots, 1, route.path)[0]!
    if (got.status === 'failed') throw got.error
    return got
  }

  async function settle({ route }: Compiled<AnyDocuments>, got: Fresh): Promise<void> {
    store.transaction(write => settleItem(context, write, got, route.path, 'listing'))
    const entity = read.entities.byId(context.mount().mount, route.path, got.id)
    if (entity) await rendering.render([entity.entity])
  }

  /** The document that a moved one has become: stored already, or in a folder that nobody has listed yet. */
  async function find(compiled: Compiled<AnyDocuments>, to: AnyKey, signal: AbortSignal): Promise<Node | undefined> {
    const path = compiled.template.format(to)
    const { folder, document } = placeAt(read, context.mount(), path)
    if (document || !folder || folder.state === 'ready') return document
    const got = await ask(compiled, to, signal)
    if (got.status === 'fresh') await settle(compiled, got)
    return placeAt(read, context.mount(), path).document
  }

  async function lead({ parent, name, compiled }: Sought, { to, route }: Moved, signal: AbortSignal): Promise<boolean> {
    const target = router.route(route ?? compiled.route.path)
    const document = to && target && (await find(target, to, signal))
    if (!document) return false
    if (read.nodes.child(parent.ino, name)) return true
    store.transaction(write => addAlias(placeOf(context, write), parent, name, document))
    return true
  }

  return async (sought, signal) => {
    const { parent, name, compiled, key } = sought
    const absence = read.progress.absence(parent.ino, name)
    if (absence && !hasCome(absence.at + absenceHolds, context.now(), absenceHolds))
      throw new SourceError(absence.kind, absence.sentence)
    await connection.ensure()
    const got = await ask(compiled, key, signal)
    if (got.status === 'fresh') return settle(compiled, got)
    if (got.status === 'moved' && (await lead(sought, got, signal))) return
    const problem = whyNot(name, got)
    store.transaction(write => write.progress.setAbsence(parent.ino, name, { ...problem, at: write.now }))
    throw new SourceError(problem.kind, problem.sentence)
  }
}

function whyNot(name: string, { status }: Got): { readonly kind: 'denied' | 'not-found'; readonly sentence: string } {
  if (status === 'denied') return { kind: 'denied', sentence: `"${name}" may not be read with this account.` }
  const elsewhere = status === 'moved' ? ', or at a place that this mount does not show' : ''
  return { kind: 'not-found', sentence: `The tracker has no "${name}" here${elsewhere}.` }
}
