import type { EntityId, EntityRow } from '../store/contract.ts'
import type { StoreWriter } from '../store/sqlite.ts'
import { staleIndex } from '../tree/folder.ts'
import { documentNode } from '../tree/place.ts'
import type { SyncContext } from './context.ts'
import type { RenderAnswer } from './render.ts'

/** Turns entities into stored documents. */
export interface Rendering {
  /** Renders these now, those that need it. */
  render(entities: readonly EntityId[]): Promise<void>
  /** Says that there may be something to render. */
  kick(): void
  /** Runs until the mount goes. */
  run(): Promise<void>
}

const batch = 64

export function createRendering(context: SyncContext): Rendering {
  let wake = (): void => {}
  let kicked = true

  function kick(): void {
    kicked = true
    wake()
  }

  async function renderAll(entities: readonly EntityRow[]): Promise<void> {
    if (entities.length === 0) return
    const jobs = entities.map(({ route, key, body }) => ({ route, key, body: body ?? 'null' }))
    const answers = await context.renderer.render(jobs)
    context.store.transaction(write => {
      for (const [at, entity] of entities.entries()) storeRendered(context, write, entity, answers[at]!)
    })
    context.progress()
  }

  return {
    async render(ids) {
      const dirty = ids.flatMap(id => context.store.read.entities.dirtyEntity(id) ?? [])
      for (let at = 0; at < dirty.length; at += batch) await renderAll(dirty.slice(at, at + batch))
    },
    kick,
    async run() {
      context.signal.addEventListener('abort', kick, { once: true })
      while (!context.signal.aborted) {
        kicked = false
        const dirty = context.store.read.entities.dirty(context.mount().mount, batch)
        if (dirty.length > 0) await renderAll(dirty)
        else if (!kicked) await new Promise<void>(resolve => (wake = resolve))
      }
    },
  }
}

function storeRendered(context: SyncContext, write: StoreWriter, entity: EntityRow, answer: RenderAnswer): void {
  const { read } = context.store
  const present = read.entities.entity(entity.entity)
  if (!present || present.body !== entity.body || JSON.stringify(present.key) !== JSON.stringify(entity.key)) return
  const node = documentNode(write, entity)
  if ('problem' in answer) {
    write.entities.unrendered(entity.entity, { kind: 'unexpected', sentence: answer.problem, at: write.now })
    if (node && !node.hidden) staleIndex(write, read, node.parent)
    return
  }
  const relined = write.entities.rendered(entity.entity, answer.open, answer.line)
  if (!node) return
  if (relined && !node.hidden) staleIndex(write, read, node.parent)
  const document = write.documents.put(answer.bytes)
  write.documents.setVersion(entity.entity, document, answer.revision, write.epoch, write.now)
  if (present.covered) return write.nodes.change(node.ino, { state: 'ready' }, write.now)
  const changed = node.document !== document
  const mtime = answer.modified ?? (present.modified || node.mtime)
  if (!changed && node.state === 'ready' && node.mtime === mtime) return
  write.nodes.change(
    node.ino,
    { state: 'ready', size: answer.bytes.byteLength, mtime, birth: answer.created ?? node.birth, document },
    write.now,
  )
  write.invalidate({ what: changed ? 'content' : 'attributes', ino: node.ino })
}
