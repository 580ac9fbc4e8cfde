import type { Ino, Node } from '../../store/contract.ts'
import type { WriteContext } from '../contract.ts'
import { FileError } from '../errno.ts'
import { type Asking, documentAt, nodeOf, saveContext, type Writing } from './context.ts'
import { type Draft, differs, isUnsaved } from './draft.ts'
import { isScratchName } from './scratch-name.ts'

/** Hands texts over, those of one file one after another. */
export interface Commits {
  /** A commit point of a draft. @throws the reason why it was refused, also when it was refused before */
  commit(draft: Draft, context: WriteContext | undefined): Promise<void>
  /** Has a document that was left empty refused, once. @throws the reason, unless a save of others has come after it */
  refuseEmptied(draft: Draft, context: WriteContext | undefined): Promise<void>
  /** As that, where no program is there to be told. */
  keepEmptied(draft: Draft): Promise<void>
  /** Saves a whole text over a document. */
  save(document: Node, text: Uint8Array, context: WriteContext | undefined): Promise<void>
  /** Sends a file by its name, when that is one of something new. */
  make(file: Node, text: Uint8Array, context: WriteContext | undefined): Promise<void>
  /** Waits for all that are on their way. */
  settle(): Promise<void>
}

/** What a file of a name becomes in a folder; nothing: it stays ours. */
export function purposeOf({ edits }: Writing, folder: Node, name: string): 'issues' | 'attachments' | undefined {
  if (isScratchName(name)) return undefined
  const makes = edits.makes(folder)
  return makes === 'issues' && !name.endsWith('.md') ? undefined : makes
}

/** Whether a file of ours is to become an attachment: it is sent, and not kept. */
export function isAttachment(writing: Writing, file: Node): boolean {
  const folder = writing.store.read.nodes.node(file.parent)
  return file.kind === 'scratch' && folder !== undefined && purposeOf(writing, folder, file.name) === 'attachments'
}

export function createCommits(writing: Writing): Commits {
  const { store, edits, names, scratch, aliases, drafts } = writing
  const { nodes } = store.read
  const queues = new Map<Ino, Promise<void>>()

  /** One after another; the failure of one is not that of the next. */
  function inTurn(ino: Ino, context: WriteContext | undefined, work: (asking: Asking) => Promise<void>): Promise<void> {
    const asking = { ...context, asked: performance.now() }
    const before = queues.get(ino) ?? Promise.resolve()
    const turn = before.then(() => work(asking))
    const done = turn.catch(() => {})
    queues.set(ino, done)
    void done.then(() => queues.get(ino) === done && queues.delete(ino))
    return turn
  }

  async function hand(draft: Draft, context: Asking): Promise<void> {
    const node = nodes.node(aliases.of(draft.ino))
    if (!node) return
    if (node.kind === 'scratch' && !isAttachment(writing, node)) keep(node, draft)
    if (!isUnsaved(draft)) {
      if (draft.refusal !== undefined && !draft.emptied) throw draft.refusal
      return
    }
    const text = draft.content.bytes()
    const { written: version, changed } = draft
    draft.handed = version
    draft.refusal = undefined
    const again = draft.saved > 0 && draft.opened !== undefined && Buffer.compare(text, draft.opened) === 0
    try {
      if (!again) await send(node, text, draft, context)
    } catch (thrown) {
      draft.refusal = thrown
      throw thrown
    }
    draft.saved = Math.max(draft.saved, version)
    draft.opened = text
    drafts.note(draft)
    drafts.overtake(node.ino, changed)
    store.transaction(write => write.invalidate({ what: 'content', ino: node.ino }))
  }

  async function handEmptied(draft: Draft, context: Asking): Promise<void> {
    const node = nodes.node(aliases.of(draft.ino))
    if (!node || !draft.emptied) return
    try {
      if (draft.refusal === undefined) await send(node, draft.content.bytes(), draft, context)
    } catch (thrown) {
      draft.refusal = thrown
    }
    throw draft.refusal ?? new FileError('EINVAL', `"${node.name}" was emptied; nothing was saved.`)
  }

  /** The text of a file of ours is stored at once. */
  function keep(node: Node, draft: Draft): void {
    if (!differs(draft)) return
    scratch.fill(node.ino, draft.content.bytes())
    draft.saved = draft.written
    draft.emptied = false
    drafts.note(draft)
  }

  async function send(node: Node, text: Uint8Array, draft: Draft, context: Asking): Promise<void> {
    const told = saveContext(context, draft)
    switch (node.kind) {
      case 'document':
        return edits.save(node, text, told)
      case 'generated':
        return edits.comment(node, after(text, draft.opened), told)
      case 'scratch':
        return make(node, text, context)
      default:
        throw new FileError('EPERM', `"${node.name}" is saved already; write the rest under another name.`)
    }
  }

  async function make(file: Node, text: Uint8Array, context: Asking): Promise<void> {
    const folder = nodes.node(file.parent)
    const purpose = folder && purposeOf(writing, folder, file.name)
    if (!folder || !purpose) return
    const { name } = file
    names.show(folder.ino, name, file.ino)
    try {
      scratch.unname(file, true)
      const told = saveContext(context)
      await (purpose === 'issues' ? edits.create(folder, name, text, told) : edits.attach(folder, name, text, told))
      const made = nodes.child(folder.ino, name)
      const became = documentAt(writing, made) ?? made
      if (became) aliases.set(file.ino, became.ino)
      else if (purpose === 'issues') scratch.move(file.ino, folder.ino, name)
    } catch (thrown) {
      if (!nodes.child(folder.ino, name)) scratch.move(file.ino, folder.ino, name)
      throw thrown
    } finally {
      names.restore(folder.ino, name)
    }
  }

  const commits: Commits = {
    commit: (draft, context) => inTurn(aliases.of(draft.ino), context, asking => hand(draft, asking)),
    refuseEmptied: (draft, context) => inTurn(aliases.of(draft.ino), context, asking => handEmptied(draft, asking)),
    keepEmptied: draft => commits.refuseEmptied(draft, undefined).catch(() => {}),
    save: (document, text, context) =>
      inTurn(document.ino, context, async asking => {
        const node = nodeOf(writing, document.ino)
        const told = saveContext(asking)
        const written = performance.now()
        await (node.kind === 'generated' ? edits.comment(node, text, told) : edits.save(node, text, told))
        drafts.overtake(node.ino, written)
        store.transaction(write => write.invalidate({ what: 'content', ino: node.ino }))
      }),
    make: (file, text, context) => inTurn(file.ino, context, asking => make(file, text, asking)),
    async settle() {
      await Promise.all(queues.values())
    },
  }
  return commits
}

/** What goes on after a beginning; all of it when it begins otherwise. */
function after(text: Uint8Array, beginning: Uint8Array | undefined): Uint8Array {
  if (!beginning || beginning.byteLength > text.byteLength) return text
  return Buffer.compare(text.subarray(0, beginning.byteLength), beginning) === 0
    ? text.subarray(beginning.byteLength)
    : text
}
