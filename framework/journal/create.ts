import { randomUUID } from 'node:crypto'
import { type Changes, isNothing, readDraft } from '../edit/index.ts'
import { SourceError } from '../source/error.ts'
import type { Node } from '../store/contract.ts'
import { pathBelow } from '../tree/folder.ts'
import type { SaveContext } from '../vfs/contract.ts'
import { type Desk, decode } from './desk.ts'
import { changesOfDrafts } from './draft-changes.ts'
import type { NewEntry } from './entry.ts'
import type { MountEdits } from './mount-edits.ts'

/**
 * Takes the text of a new issue. While an earlier text under the name has not been sent it takes its place; while it is being
 * sent, the difference follows as an edit of what is made of it.
 */
export async function create(
  desk: Desk,
  folder: Node,
  name: string,
  bytes: Uint8Array,
  context: SaveContext,
): Promise<void> {
  const { entries } = desk
  const edits = desk.mountOf(folder)
  const entry = entryFor(desk, edits, folder, name, context.pid)
  const waiting = entries.ofPath(entry.mount, entry.path).find(({ state }) => state === 'pending')
  let text = ''
  let changes: Changes | undefined
  try {
    text = decode(bytes)
    const draft = readDraft(text)
    if (waiting) changes = changesOfDrafts(readDraft(waiting.body), draft)
  } catch (thrown) {
    return desk.refuse(edits, { ...entry, body: text }, thrown)
  }
  if (!waiting || !changes) return edits.accept({ ...entry, body: text }, context)
  if (isNothing(changes)) return edits.outcome(waiting.number, context)
  const untouched = waiting.what === 'create' && !waiting.progress.sending && !waiting.progress.made
  if (!untouched || !edits.queue.take(waiting.number)) {
    const { entity, key, body: base } = waiting
    return edits.accept({ ...entry, what: 'edit', entity, key, body: text, base, changes }, context)
  }
  try {
    entries.change(waiting.number, { body: text })
  } finally {
    edits.resend(waiting)
  }
  return edits.outcome(waiting.number, context)
}

function entryFor(
  { store }: Desk,
  { mount }: MountEdits,
  folder: Node,
  name: string,
  pid: number | undefined,
): NewEntry {
  const row = mount.writing.mount()
  const below = pathBelow(store.read, row, folder.ino)
  const [maker] = mount.writing.router.makersOf(below)
  if (!maker) throw new SourceError('read-only', `No issue can be made in "${folder.name}".`)
  return {
    mount: mount.identity,
    account: row.account,
    what: 'create',
    route: maker.compiled.route.path,
    entity: undefined,
    key: maker.scope,
    path: below === '' ? name : `${below}/${name}`,
    mark: randomUUID(),
    body: '',
    ...(pid === undefined ? {} : { pid }),
  }
}
