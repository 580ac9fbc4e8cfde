import type { Node } from '../../store/contract.ts'
import type { AttributeChange, Handle, WriteContext } from '../contract.ts'
import { FileError } from '../errno.ts'
import type { Commits } from './commit.ts'
import { beginDraft, nodeOf, saveContext, type Writing } from './context.ts'
import { type Draft, differs, resizeDraft } from './draft.ts'
import { isDraftHandle } from './open-files.ts'

/** `chmod`, `truncate` and `touch`. */
export async function setAttributes(
  writing: Writing,
  commits: Commits,
  ino: number,
  change: AttributeChange,
  handle: Handle | undefined,
  context: WriteContext | undefined,
): Promise<Node> {
  const node = nodeOf(writing, ino)
  if (!node.writable) throw new FileError('EPERM', `"${node.name || '/'}" can only be read.`)
  if (change.size !== undefined) await resize(writing, commits, node, change, change.size, handle, context)
  if (change.mtime !== undefined) await touch(writing, node, change, context)
  return nodeOf(writing, ino)
}

async function resize(
  writing: Writing,
  commits: Commits,
  node: Node,
  { opening }: AttributeChange,
  size: number,
  handle: Handle | undefined,
  context: WriteContext | undefined,
): Promise<void> {
  if (node.kind === 'folder') throw new FileError('EISDIR', `"${node.name}" is a folder.`)
  const open = isDraftHandle(handle) ? handle.draft : openDraft(writing, node, context)
  if (open) {
    resizeDraft(open, size, opening)
    return writing.drafts.note(open)
  }
  const file = node.kind === 'scratch' ? node : await writing.ready(node, context)
  const draft = beginDraft(writing, file, context)
  resizeDraft(draft, size)
  if (node.kind === 'scratch') writing.scratch.fill(node.ino, draft.content.bytes())
  else writing.drafts.lend(draft, writing.whiles.cutting, commits.keepEmptied)
}

/** The draft that a path means: the one of a file of ours, or what this program has open. */
function openDraft(writing: Writing, node: Node, context: WriteContext | undefined): Draft | undefined {
  const open = writing.drafts.of(node.ino)
  if (node.kind === 'scratch') return open[0]
  return open.find(({ pid, handles }) => handles > 0 && pid !== undefined && pid === context?.pid)
}

/** `touch` asks the tracker for news; times that a program sets after writing are not kept. */
async function touch(
  writing: Writing,
  node: Node,
  { size, mtime }: AttributeChange,
  context: WriteContext | undefined,
): Promise<void> {
  if (node.kind === 'scratch' || node.kind === 'folder') {
    writing.store.transaction(write => {
      write.nodes.change(node.ino, { mtime: mtime === 'now' ? write.now : (mtime ?? write.now) }, write.now)
      write.invalidate({ what: 'attributes', ino: node.ino })
    })
  } else if (node.kind === 'document' && mtime === 'now' && size === undefined) {
    if (!writing.drafts.of(node.ino).some(differs)) await writing.edits.refresh(node, saveContext(context))
  }
}
