import { randomUUID } from 'node:crypto'
import { type Changes, isNothing, readDraft } from '../edit/index.ts'
import { SourceError } from '../source/error.ts'
import type { AnyKey } from '../source/key.ts'
import type { Node } from '../store/contract.ts'
import type { Store } from '../store/sqlite.ts'
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
    const taken = waiting ? undefined : refusedName(edits, entry.path, entry.key)
    if (taken) throw taken
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

/** Why no issue can be made under a name of a folder; `undefined` when it can, or when no issues are made there anyway. */
export function mayCreate(store: Store, edits: MountEdits, folder: Node, name: string): SourceError | undefined {
  const { maker, path } = placeOf(store, edits, folder, name)
  return maker && refusedName(edits, path, maker.scope)
}

/** A name that only the tracker gives: a number, or the name of the folder and a number, such as `PROJ-7`. */
function refusedName({ mount }: MountEdits, path: string, scope: AnyKey): SourceError | undefined {
  const folders = Object.values(scope).map(value => String(value).toLowerCase())
  const own = Object.entries(mount.writing.router.match(path)?.key ?? {}).filter(([name]) => !(name in scope))
  const isNumbered = (value: string | number): boolean =>
    typeof value === 'number' || folders.includes(/^(.+)-\d+$/.exec(value.toLowerCase())?.[1] ?? '')
  if (own.length === 0 || !own.every(([, value]) => isNumbered(value))) return undefined
  return new SourceError(
    'not-found',
    `There is no issue "${path}" here: check its name; one that was just made comes with the next poll. A new issue takes a name of your own, such as "new-bug.md"; the tracker gives it its number.`,
  )
}

function placeOf(store: Store, { mount }: MountEdits, folder: Node, name: string) {
  const below = pathBelow(store.read, mount.writing.mount(), folder.ino)
  const [maker] = mount.writing.router.makersOf(below)
  return { maker, path: below === '' ? name : `${below}/${name}` }
}

function entryFor({ store }: Desk, edits: MountEdits, folder: Node, name: string, pid: number | undefined): NewEntry {
  const { mount } = edits
  const row = mount.writing.mount()
  const { maker, path } = placeOf(store, edits, folder, name)
  if (!maker) throw new SourceError('read-only', `No issue can be made in "${folder.name}".`)
  return {
    mount: mount.identity,
    account: row.account,
    what: 'create',
    route: maker.compiled.route.path,
    entity: undefined,
    key: maker.scope,
    path,
    mark: randomUUID(),
    body: '',
    ...(pid === undefined ? {} : { pid }),
  }
}
