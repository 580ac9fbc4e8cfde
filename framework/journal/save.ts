import { SourceError } from '../source/error.ts'
import type { Node } from '../store/contract.ts'
import type { SaveContext } from '../vfs/contract.ts'
import { type Desk, decode } from './desk.ts'
import { writeOf } from './mount.ts'
import { readSave } from './read-save.ts'
import { restamp } from './restamp.ts'
import { subjectOf } from './subject.ts'

/** Takes a whole text that was saved over an issue. */
export async function save(desk: Desk, document: Node, bytes: Uint8Array, context: SaveContext): Promise<void> {
  const { entries } = desk
  const { documents, nodes } = desk.store.read
  const edits = desk.mountOf(document)
  const entity = desk.entityOf(document)
  const entry = desk.about(edits, entity, 'edit', context.pid)
  let text = ''
  let found: ReturnType<typeof readSave>
  try {
    text = decode(bytes)
    const write = writeOf(edits.mount, entity.route)
    if (!write?.update && !write?.comment)
      throw new SourceError('read-only', `"${document.name}" can not be changed in this tracker.`)
    const shown = nodes.node(document.ino)?.document
    found = readSave({
      text,
      pid: context.pid,
      shown: shown === undefined ? undefined : textOf(documents.bytes(shown)),
      opened: textOf(context.opened),
      earlier: entries.ofEntity(entry.mount, entity.route, entity.id),
      isBusy: edits.queue.isBusy(subjectOf(entry)),
      version: revision => textOf(documents.version(entity.entity, revision)),
    })
  } catch (thrown) {
    return desk.refuse(edits, { ...entry, body: text }, thrown)
  }
  if (!found) return desk.settled(entry)
  const { base, changes, revision } = found
  const { revision: shown } = restamp(text)
  const named = { ...(revision === undefined ? {} : { revision }), ...(shown === undefined ? {} : { shown }) }
  await edits.accept({ ...entry, ...named, body: text, base, changes }, context)
}

function textOf(bytes: Uint8Array | undefined): string | undefined {
  return bytes && new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
}
