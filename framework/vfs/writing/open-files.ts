import type { Ino, Node } from '../../store/contract.ts'
import type { Handle, OpenForWriting, VfsContext, WriteContext } from '../contract.ts'
import { FileError } from '../errno.ts'
import { type Commits, isAttachment, purposeOf } from './commit.ts'
import { beginDraft, nodeOf, type Writing } from './context.ts'
import { copyDraft, type Draft, isUnsaved, resizeDraft, writeDraft } from './draft.ts'
import { hasOpen } from './processes.ts'

/** A handle on a draft. */
export interface DraftHandle extends Handle {
  readonly draft: Draft
  readonly append: boolean
  readonly mayWrite: boolean
}

/** Files that are open for writing, and files of ours that are open at all. */
export interface OpenFiles {
  open(ino: Ino, how: OpenForWriting, context: WriteContext | undefined): Promise<DraftHandle>
  /** Opens a file to read that is being written, for a process that sees what is written. */
  openToRead(ino: Ino, context: VfsContext | undefined): DraftHandle | undefined
  write(handle: Handle, offset: number, bytes: Uint8Array): number
  flush(handle: Handle, context: WriteContext | undefined): Promise<void>
  giveUp(handle: Handle, context: WriteContext | undefined): Promise<void>
  fsync(handle: Handle, context: WriteContext | undefined): Promise<void>
  release(handle: DraftHandle): void
  settle(): Promise<void>
}

export function isDraftHandle(handle: Handle | undefined): handle is DraftHandle {
  return handle !== undefined && 'draft' in handle
}

export function createOpenFiles(writing: Writing, commits: Commits): OpenFiles {
  const { store, drafts, scratch, aliases, whiles } = writing
  const { nodes } = store.read
  const closing = new Set<Promise<void>>()

  function handleOn(draft: Draft, append: boolean, mayWrite: boolean): DraftHandle {
    draft.handles++
    return {
      ino: draft.ino,
      get size() {
        return draft.content.size
      },
      draft,
      append,
      mayWrite,
    }
  }

  function begin(node: Node, context: WriteContext | undefined): Draft {
    const present = drafts.of(node.ino).find(({ shared }) => shared)
    if (present) return present
    const draft = beginDraft(writing, node, context)
    drafts.add(draft)
    return draft
  }

  /** An attachment of which nothing was written is one to be sent all the same: what comes of that is said. */
  function claimEmpty(draft: Draft): void {
    const node = draft.written === 0 && draft.content.size === 0 ? nodes.node(draft.ino) : undefined
    if (node && isAttachment(writing, node)) draft.written++
  }

  async function close(draft: Draft): Promise<void> {
    if (draft.handles === 0) claimEmpty(draft)
    if (isUnsaved(draft)) await commits.commit(draft, undefined).catch(() => {})
    if (draft.handles > 0) return
    drafts.drop(draft)
    if (isLeftEmpty(draft) && !draft.givenUp) return drafts.lend(draft, whiles.cutting, commits.keepEmptied)
    const node = nodes.node(draft.ino)
    if (node?.kind !== 'scratch') return
    if (!nodes.node(node.parent) || (draft.refusal !== undefined && isAttachment(writing, node))) scratch.remove(node)
  }

  return {
    async open(ino, how, context) {
      const node = nodeOf(writing, ino)
      if (node.kind === 'folder') throw new FileError('EISDIR', `"${node.name}" is a folder.`)
      if (node.kind === 'link') throw new FileError('ELOOP', `"${node.name}" is a symbolic link.`)
      if (!node.writable) throw new FileError('EPERM', `"${node.name}" can only be read.`)
      const file = node.kind === 'scratch' ? node : await writing.ready(node, context)
      const draft = drafts.take(file.ino, context?.pid) ?? begin(file, context)
      const handle = handleOn(draft, how.append, true)
      if (how.truncate) resizeDraft(draft, 0, true)
      drafts.note(draft)
      return handle
    },
    openToRead(ino, context) {
      const open = drafts.of(aliases.of(ino))
      if (open.length === 0) return undefined
      const own = open.find(({ shared }) => shared)
      if (own) return handleOn(own, false, false)
      const seen = context?.pid && drafts.seenBy(context.pid, aliases.of(ino))
      return seen ? handleOn(copyDraft(seen), false, false) : undefined
    },
    write(handle, offset, bytes) {
      const { draft, append } = writer(handle)
      writeDraft(draft, append ? draft.content.size : offset, bytes)
      drafts.note(draft)
      return bytes.byteLength
    },
    async flush(handle, context) {
      if (!isDraftHandle(handle) || !handle.mayWrite) return
      const { draft } = handle
      // Shells close one of two descriptors before anything is written: only where processes are known it is the last.
      if (draft.handles === 1 && (context?.last || (draft.pid !== undefined && context?.pid !== undefined)))
        claimEmpty(draft)
      if (isLeftEmpty(draft)) {
        if (await isLast(draft, context)) await commits.refuseEmptied(draft, context)
      } else if (!(await isStillOpen(draft, context)) && !isLetGo(context)) await commits.commit(draft, context)
    },
    async giveUp(handle, context) {
      if (!isDraftHandle(handle) || !handle.mayWrite) return
      const { draft } = handle
      if (!isSent(draft)) return commits.commit(draft, context)
      if (draft.pid !== context?.pid && (await isOpenAtOpener(draft, context))) return
      draft.givenUp = true
      resizeDraft(draft, 0)
      drafts.note(draft)
    },
    async fsync(handle, context) {
      if (isDraftHandle(handle) && handle.mayWrite) await commits.commit(handle.draft, context)
    },
    release({ draft }) {
      if (--draft.handles > 0) return
      const closed = close(draft).catch(() => {})
      closing.add(closed)
      void closed.then(() => closing.delete(closed))
    },
    async settle() {
      await Promise.all(closing)
    },
  }

  /** Whether it is anything to the tracker; a file of the user's own is as whole as it is. */
  function isSent(draft: Draft): boolean {
    const node = nodes.node(aliases.of(draft.ino))
    const folder = node && nodes.node(node.parent)
    return node?.kind !== 'scratch' || (folder !== undefined && purposeOf(writing, folder, node.name) !== undefined)
  }

  /**
   * Whether the process that opened a file has it open to write on, whoever closes it now: more is to come. Where that can't
   * be known and another process closes, it has: the last close of all saves it anyway, and half a text is saved by no means.
   * One that closes by itself and can't be known is ending.
   */
  async function isStillOpen(draft: Draft, context: WriteContext | undefined): Promise<boolean> {
    return isUnsaved(draft) && isOpenAtOpener(draft, context)
  }

  async function isOpenAtOpener(draft: Draft, context: WriteContext | undefined): Promise<boolean> {
    if (draft.pid === undefined || context?.pid === undefined) return false
    const name = nodes.node(draft.ino)?.name
    if (name === undefined) return false
    return (await hasOpen(draft.pid, name, 'itself', whiles.asking)) ?? draft.pid !== context.pid
  }

  /** Whether nobody has the file open any more by the handle that is closed, for all that is known. */
  async function isLast(draft: Draft, context: WriteContext | undefined): Promise<boolean> {
    if (context?.last) return true
    if (draft.pid === undefined || context?.pid === undefined) return false
    const name = nodes.node(draft.ino)?.name
    return name !== undefined && (await hasOpen(draft.pid, name, 'family', whiles.asking)) === false
  }
}

/**
 * Whether a program was let go, by a signal, before it was known what its close means. If it is killed, the kernel closes
 * the rest for it, which gives up what it wrote; else the last close of all saves it.
 */
function isLetGo(context: WriteContext | undefined): boolean {
  return context?.signal?.aborted === true
}

/** Whether a document would be saved without any text: nobody means that. */
function isLeftEmpty(draft: Draft): boolean {
  return draft.emptied && !draft.shared
}

function writer(handle: Handle): DraftHandle {
  if (isDraftHandle(handle) && handle.mayWrite) return handle
  throw new FileError('EBADF', 'It is not open for writing.')
}
