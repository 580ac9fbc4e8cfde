import type { Ino, Node } from '../../store/contract.ts'
import type { Handle, OpenForWriting, WriteContext } from '../contract.ts'
import { FileError } from '../errno.ts'
import { type Commits, isAttachment } from './commit.ts'
import { most, nodeOf, type Writing } from './context.ts'
import { createDraft, type Draft, isUnsaved, resizeDraft, writeDraft } from './draft.ts'
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
  /** Opens a file of ours to read, while somebody writes it. */
  openToRead(ino: Ino): DraftHandle | undefined
  /** The draft that a file of ours has, which all who have it open share. */
  shared(ino: Ino): Draft | undefined
  write(handle: Handle, offset: number, bytes: Uint8Array): number
  flush(handle: Handle, context: WriteContext | undefined): Promise<void>
  fsync(handle: Handle, context: WriteContext | undefined): Promise<void>
  release(handle: DraftHandle): void
  settle(): Promise<void>
}

export function isDraftHandle(handle: Handle | undefined): handle is DraftHandle {
  return handle !== undefined && 'draft' in handle
}

export function createOpenFiles(writing: Writing, commits: Commits): OpenFiles {
  const { store, drafts, scratch, aliases } = writing
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

  function shared(ino: Ino): Draft | undefined {
    return drafts.of(ino)[0]
  }

  function begin(node: Node, context: WriteContext | undefined): Draft {
    if (node.kind === 'scratch') {
      const present = shared(node.ino)
      if (present) return present
    }
    const limit = node.kind === 'scratch' ? most.file : most.document
    const draft = createDraft(node.ino, writing.stored(node), limit, context?.pid)
    if (node.kind === 'scratch') draft.opened = undefined
    drafts.add(draft)
    return draft
  }

  async function close(draft: Draft): Promise<void> {
    if (isUnsaved(draft)) await commits.commit(draft, undefined).catch(() => {})
    if (draft.handles > 0) return
    drafts.drop(draft)
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
      const draft = (how.truncate ? undefined : drafts.take(file.ino)) ?? begin(file, context)
      const handle = handleOn(draft, how.append, true)
      if (how.truncate) resizeDraft(draft, 0)
      drafts.note(draft)
      return handle
    },
    openToRead(ino) {
      const node = nodes.node(aliases.of(ino))
      const draft = node?.kind === 'scratch' ? shared(node.ino) : undefined
      return draft && handleOn(draft, false, false)
    },
    shared,
    write(handle, offset, bytes) {
      const { draft, append } = writer(handle)
      writeDraft(draft, append ? draft.content.size : offset, bytes)
      drafts.note(draft)
      return bytes.byteLength
    },
    async flush(handle, context) {
      if (!isDraftHandle(handle) || !handle.mayWrite || isInherited(handle.draft, context)) return
      await commits.commit(handle.draft, context)
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

  /** Whether a process closes a file that the one which opened it still has open. */
  function isInherited(draft: Draft, context: WriteContext | undefined): boolean {
    if (context?.pid === undefined || draft.pid === undefined || context.pid === draft.pid) return false
    const name = nodes.node(draft.ino)?.name
    return name !== undefined && hasOpen(draft.pid, name)
  }
}

function writer(handle: Handle): DraftHandle {
  if (isDraftHandle(handle) && handle.mayWrite) return handle
  throw new FileError('EBADF', 'It is not open for writing.')
}
